import type { z } from "zod";
import type { Language } from "./results.ts";

type Problem = Parameters<z.core.$ZodErrorMap>[0];

/**
 * For `parse`: has zod word what does not fit in this language; in English by itself. zod's own Korean is not used: it
 * glues particles to English type names and shows regular expressions.
 */
export function inputProblems(language: Language): z.core.ParseContext<z.core.$ZodIssue> {
  return language === "ko" ? { error: korean } : {};
}

const types: Readonly<Record<string, string>> = {
  string: "문자열",
  number: "숫자",
  int: "정수",
  boolean: "true 또는 false",
  array: "목록",
  object: "객체",
};
const units: Readonly<Record<string, string>> = { string: "자", array: "개" };

function korean(problem: Problem): string {
  switch (problem.code) {
    case "invalid_type": {
      const wanted = types[problem.expected] ?? problem.expected;
      return problem.input === undefined
        ? `값이 필요합니다 (형식: ${wanted})`
        : `형식이 맞지 않습니다 (형식: ${wanted})`;
    }
    case "invalid_value":
      return `다음 중 하나여야 합니다: ${problem.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_big":
      return `${problem.maximum}${units[problem.origin] ?? ""} 이하여야 합니다`;
    case "too_small":
      return `${problem.minimum}${units[problem.origin] ?? ""} 이상이어야 합니다`;
    case "unrecognized_keys":
      return `알 수 없는 항목입니다: ${problem.keys.map((key) => JSON.stringify(key)).join(", ")}`;
    default:
      return "형식이 맞지 않습니다";
  }
}
