import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account, regions, period }: SharedFields) =>
  z.strictObject({
    contains: z.string().min(1).max(512).optional().describe("Part of the name, in any case."),
    period: period.optional(),
    account,
    regions,
  });

export type LogsListGroupsInput = z.infer<ReturnType<typeof input>>;

/** Log groups, the largest first; with a period, those that took in most first. */
export const logsListGroups = defineTool({
  name: "logs_list_groups",
  title: { ko: "로그 그룹 조회", en: "Log groups" },
  description: text(
    "List CloudWatch log groups with retention, stored size and owner tag, the largest first; with a period also the volume each took in.",
    "Use for exact names, groups without retention (null: kept for ever), or which logs most.",
    "Not for: reading logs (logs_query, logs_analyze_errors).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./logs-list-groups-run.ts")).runLogsListGroups(input, call),
});
