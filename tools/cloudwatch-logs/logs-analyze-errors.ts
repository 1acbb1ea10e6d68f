import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { errorsInput } from "./errors-input.ts";

const input = (shared: SharedFields) => z.strictObject(errorsInput(shared));

export type LogsAnalyzeErrorsInput = z.infer<ReturnType<typeof input>>;

/** Error lines by pattern, the most frequent first. */
export const logsAnalyzeErrors = defineTool({
  name: "logs_analyze_errors",
  title: { ko: "에러 로그 분석", en: "Error log analysis" },
  description: text(
    "Summarise the error lines of a service's logs: patterns with counts, share, first and last time, and a redacted example.",
    "Use when someone asks what goes wrong in a service.",
    "Not for: errors over time (logs_error_timeline), other log questions (logs_query).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./logs-analyze-errors-run.ts")).runLogsAnalyzeErrors(input, call),
});
