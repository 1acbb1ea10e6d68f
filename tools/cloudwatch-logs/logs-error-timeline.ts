import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { errorsInput } from "./errors-input.ts";

const input = (shared: SharedFields) =>
  z.strictObject({
    ...errorsInput(shared),
    bin: z.enum(["5m", "1h", "1d"]).optional().describe("Default: by the length of the period."),
  });

export type LogsErrorTimelineInput = z.infer<ReturnType<typeof input>>;

/** Error lines per time step, empty steps included. */
export const logsErrorTimeline = defineTool({
  name: "logs_error_timeline",
  title: { ko: "시간별 에러 수", en: "Errors over time" },
  description: text(
    "Count a service's error lines per 5 minutes, hour or UTC day, with zeros where there were none.",
    "Use to see when errors began or ended, and to draw a chart of them.",
    "Not for: what the errors are (logs_analyze_errors).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./logs-error-timeline-run.ts")).runLogsErrorTimeline(input, call),
});
