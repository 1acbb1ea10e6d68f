import { z } from "zod";
import { capText, stripInvisible } from "../redaction/clean-text.ts";
import type { Redactor } from "../redaction/redact.ts";
import { readAwsFailure } from "./aws-failure.ts";
import { AwsCallError, type ErrorCode, ToolError } from "./errors.ts";

/** `fault`: not the caller's doing and not AWS's: log it with its stack. */
export interface Explained {
  code: ErrorCode;
  text: string;
  fault: boolean;
}

/** The one boundary: any thrown value becomes a code and a sentence. No stack and no text of ours leaves the process. */
export function explain(error: unknown, tool: string, redactor: Redactor): Explained {
  if (error instanceof ToolError) return { code: error.code, text: safe(error.message, redactor), fault: false };
  if (error instanceof z.ZodError)
    return { code: "invalid_input", text: safe(inputText(error, tool), redactor), fault: false };
  if (error instanceof AwsCallError) return awsText(error, redactor);
  return {
    code: "internal",
    text: `${tool} failed inside the tool server. Nothing was changed. Try again; if it repeats, an operator finds the details in the log.`,
    fault: true,
  };
}

function safe(text: string, redactor: Redactor): string {
  return capText(redactor.redact(stripInvisible(text)), 1_500);
}

function inputText(error: z.ZodError, tool: string): string {
  const problems = error.issues.slice(0, 5).map((issue) => {
    const at = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
    return `${at}${issue.message}`;
  });
  return `The input of ${tool} is not valid. ${problems.join("; ")}.`;
}

function awsText(error: AwsCallError, redactor: Redactor): Explained {
  const { action, region, account } = error;
  const failure = readAwsFailure(error.cause);
  const where = `in ${region} of ${account}`;
  const said = capText(redactor.redact(stripInvisible(failure.message)), 300);
  const texts: Record<ErrorCode, string> = {
    access_denied: `AWS refused ${action} ${where} (${failure.name}). The role used for reading needs the permission ${action}; other regions or accounts may still work.`,
    expired_credentials: `AWS did not accept the credentials for ${action} ${where} (${failure.name}). An operator has to renew or correct them; asking again does not help.`,
    throttled: `AWS is limiting ${action} ${where} (${failure.name}), also after retries. Wait a minute, or ask for a shorter period.`,
    not_found: `AWS knows no such thing for ${action} ${where} (${failure.name}). ${said}`.trim(),
    invalid_input: `AWS refused the request of ${action} ${where} (${failure.name}). ${said}`.trim(),
    unavailable: `${action} ${where} could not be reached or failed (${failure.name}). Try again in a moment.`,
    ambiguous: "",
    budget: "",
    internal: "",
  };
  return { code: failure.code, text: texts[failure.code], fault: false };
}
