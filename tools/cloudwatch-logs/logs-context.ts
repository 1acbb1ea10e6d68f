import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account, region }: SharedFields) =>
  z.strictObject({
    group: z.string().min(1).max(512).describe("Full name, or a service's name."),
    at: z.string().min(1).max(40).describe("09:00, 2026-11-15T09:00:30 (asker's zone) or with Z/offset."),
    lines: z.number().int().min(1).max(500).default(20).describe("On each side."),
    stream: z.string().min(1).max(512).optional().describe("Only this log stream, by its full name."),
    account,
    region,
  });

export type LogsContextInput = z.infer<ReturnType<typeof input>>;

/** What was logged just before and just after an instant. */
export const logsContext = defineTool({
  name: "logs_context",
  title: { ko: "로그 앞뒤 보기", en: "Log lines around an instant" },
  description: text(
    "Read the log lines just before and after an instant, oldest first; no scan charge.",
    "Use to see what surrounded an error, deployment or alarm.",
    "Not for: searching (logs_query).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./logs-context-run.ts")).runLogsContext(input, call),
});
