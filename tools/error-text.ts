import { z } from "zod";
import { capText, stripInvisible } from "../redaction/clean-text.ts";
import type { Redactor } from "../redaction/redact.ts";
import { awsFailureText } from "./aws-failure-text.ts";
import { AwsCallError, type Choice, type ErrorCode, ToolError } from "./errors.ts";
import type { Bilingual, Language } from "./results.ts";

/** `fault`: not the caller's doing and not AWS's: log it with its stack. */
export interface Explained {
  code: ErrorCode;
  text: string;
  fault: boolean;
  choices: readonly Choice[];
  requests: number;
}

/**
 * The one boundary: any thrown value becomes a code and a sentence in the caller's language. No stack and no text of ours
 * leaves the process.
 */
export function explain(error: unknown, tool: string, redactor: Redactor, language: Language): Explained {
  const { code, text, fault } = inBoth(error, tool, redactor);
  const { choices, requests } = error instanceof ToolError ? error : { choices: [], requests: 0 };
  return { code, text: safe(text[language], 1_500, redactor), fault, choices, requests };
}

function inBoth(
  error: unknown,
  tool: string,
  redactor: Redactor,
): { code: ErrorCode; text: Bilingual; fault: boolean } {
  if (error instanceof ToolError) return { code: error.code, text: error.text, fault: false };
  if (error instanceof z.ZodError) return { code: "invalid_input", text: inputText(error, tool), fault: false };
  if (error instanceof AwsCallError)
    return { ...awsFailureText(error, (message) => safe(message, 300, redactor)), fault: false };
  return {
    code: "internal",
    text: {
      ko: `도구 서버 안에서 ${tool} 실행에 실패했습니다. 아무것도 바뀌지 않았습니다. 다시 시도해 주세요. 같은 문제가 반복되면 관리자가 로그에서 자세한 내용을 확인할 수 있습니다.`,
      en: `${tool} failed inside the tool server. Nothing was changed. Try again; if it repeats, an operator finds the details in the log.`,
    },
    fault: true,
  };
}

function safe(text: string, max: number, redactor: Redactor): string {
  return capText(redactor.redact(stripInvisible(text)), max);
}

/** The problems are in the caller's language since the input was read (input-problems.ts). */
function inputText(error: z.ZodError, tool: string): Bilingual {
  const problems = error.issues
    .slice(0, 5)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message))
    .join("; ");
  return {
    ko: `${tool} 도구의 입력이 올바르지 않습니다. ${problems}.`,
    en: `The input of ${tool} is not valid. ${problems}.`,
  };
}
