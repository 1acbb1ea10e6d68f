import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { agreedGb } from "./scan-consent.ts";

const input = ({ period, account, regions }: SharedFields) =>
  z.strictObject({
    groups: z.array(z.string().min(1).max(512)).min(1).max(20),
    period,
    query: z.string().min(1).max(5_000).describe("Logs Insights syntax."),
    limit: z.number().int().min(1).max(10_000).default(100),
    agreed_gb: agreedGb,
    account,
    regions,
  });

export type LogsQueryInput = z.infer<ReturnType<typeof input>>;

/** Any Logs Insights query, as a table. */
export const logsQuery = defineTool({
  name: "logs_query",
  title: { ko: "로그 쿼리", en: "Logs Insights query" },
  description: text(
    "Run a CloudWatch Logs Insights query over log groups (full names, or a service's name such as order-api).",
    "Use for one request id, slow calls, counts by a field. AWS charges by GB scanned.",
    "Not for: errors (logs_analyze_errors), AWS changes (trail_find_events).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./logs-query-run.ts")).runLogsQuery(input, call),
});
