import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column } from "../results.ts";
import { sweep } from "../sweep.ts";
import { listLogGroups } from "./log-groups.ts";

const columns: Column[] = [
  { name: "group", type: "text", label: { ko: "로그 그룹", en: "Log group" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "retention_days", type: "number", label: { ko: "보존 기간(일)", en: "Retention (days)" } },
  { name: "stored_bytes", type: "number", unit: "bytes", label: { ko: "저장 용량", en: "Stored bytes" } },
  { name: "created", type: "time", label: { ko: "생성 시각", en: "Created" } },
];

/** Log groups, the largest first. */
export const logsListGroups = defineTool({
  name: "logs_list_groups",
  title: { ko: "로그 그룹 조회", en: "Log groups" },
  description: text(
    "List CloudWatch log groups with retention and stored size, the largest first.",
    "Use to find the exact name of a log group, or groups without retention (retention_days is null: kept for ever).",
    "Not for: reading logs (logs_query, logs_analyze_errors).",
  ),
  annotations: readsAws,
  input: ({ account, regions }) =>
    z.strictObject({
      contains: z.string().min(1).max(512).optional().describe("Part of the name, in any case."),
      account,
      regions,
    }),

  async run(input, call) {
    const account = call.context.account(input.account);
    const swept = await sweep(account, call.context.regions(account, input.regions), (region) =>
      listLogGroups(account, region, call),
    );
    const wanted = input.contains?.toLowerCase() ?? "";
    const groups = swept.found
      .flatMap(({ region, result }) => result.groups.map((group) => ({ region, group })))
      .filter(({ group }) => (group.logGroupName ?? "").toLowerCase().includes(wanted))
      .sort((a, b) => (b.group.storedBytes ?? 0) - (a.group.storedBytes ?? 0));
    return {
      kind: "table",
      table: {
        columns,
        rows: groups.map(({ region, group }) => [
          call.field(group.logGroupName, 512),
          region,
          group.retentionInDays ?? null,
          group.storedBytes ?? 0,
          group.creationTime === undefined ? null : iso(group.creationTime),
        ]),
        totals: {
          groups: groups.length,
          stored_bytes: groups.reduce((sum, { group }) => sum + (group.storedBytes ?? 0), 0),
          without_retention: groups.filter(({ group }) => group.retentionInDays === undefined).length,
        },
        period: null,
        scope: {
          accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
          regions: swept.searched,
          skipped: swept.skipped,
        },
        source: {
          service: "CloudWatch Logs",
          requests: swept.found.reduce((sum, { result }) => sum + result.requests, 0),
          cached: 0,
          usd: 0,
          freshTo: iso(call.context.now),
          scannedBytes: null,
        },
        truncated: swept.found.every(({ result }) => result.complete)
          ? null
          : {
              shown: groups.length,
              of: null,
              why: {
                ko: "페이지 한도; 리전마다 앞의 로그 그룹만 읽었습니다",
                en: "page limit; only the first log groups of a region were read",
              },
            },
        notes:
          groups.length === 0
            ? [
                {
                  code: "none_found",
                  text: `No log group${input.contains ? ` contains "${call.field(input.contains)}"` : ""} in the regions searched.`,
                },
              ]
            : [],
      },
    };
  },
});
