import { z } from "zod";
import { type Call, defineTool, readsAws, text } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { iso } from "../period.ts";
import type { Column, Scalar } from "../results.ts";
import { type InsightsAnswer, insightsTime, runInsights } from "./insights.ts";
import { logsResult } from "./logs-result.ts";
import { resolveGroups } from "./resolve-groups.ts";

/** Any Logs Insights query, as a table. */
export const logsQuery = defineTool({
  name: "logs_query",
  title: { ko: "로그 쿼리", en: "Logs Insights query" },
  description: text(
    "Run a CloudWatch Logs Insights query over log groups and get its rows.",
    "Use for specific questions on logs: one request id, slow calls, counts by a field.",
    "Groups are full names or a service's name such as order-api. AWS charges by GB scanned; too large a query is refused.",
    "Not for: a summary of errors (logs_analyze_errors), errors over time (logs_error_timeline), who changed AWS (trail_find_events).",
  ),
  annotations: readsAws,
  input: ({ period, account, region }) =>
    z.strictObject({
      groups: z.array(z.string().min(1).max(512)).min(1).max(20),
      period,
      query: z.string().min(1).max(5_000).describe("Logs Insights syntax: fields, filter, stats, sort, limit."),
      limit: z.number().int().min(1).max(1_000).default(100),
      account,
      region,
    }),

  async run(input, call) {
    refuseWiderReach(input.query);
    const account = call.context.account(input.account);
    const window = call.context.period(input.period);
    const resolved = await resolveGroups(input.groups, input.region, account, call);
    const question = {
      account,
      region: resolved.region,
      groups: resolved.groups,
      window,
      query: input.query,
      limit: input.limit,
    };
    const answer = await runInsights(question, call);
    const result = await logsResult({ account, resolved, window, answer }, call);
    const columns = toColumns(answer);
    const isFull = answer.rows.length >= input.limit && answer.matched > answer.rows.length;
    return {
      kind: "table",
      table: {
        columns,
        rows: answer.rows.map((row) => columns.map((column) => toCell(row[column.name], column, call))),
        totals: { rows: answer.rows.length, records_matched: answer.matched, records_scanned: answer.scannedRecords },
        ...result,
        truncated: isFull
          ? {
              shown: answer.rows.length,
              of: answer.matched,
              why: { ko: `행 한도 ${input.limit}`, en: `limit ${input.limit}` },
            }
          : null,
        notes:
          answer.rows.length > 0
            ? result.notes
            : [...result.notes, { code: "none_found", text: "The query found no log lines in this period." }],
      },
    };
  },
});

/** `SOURCE` would name other groups than the ones asked for; `unmask` would undo the account's data protection. */
function refuseWiderReach(query: string): void {
  const match = /^\s*(source)\b|\b(unmask)\s*\(/i.exec(query);
  if (!match) return;
  const word = match[1] ?? match[2];
  throw new InputError({
    ko: `쿼리에 ${word} 명령은 쓸 수 없습니다. 로그 그룹은 groups에 지정해 주세요.`,
    en: `The query may not use ${word}; name the log groups in groups instead.`,
  });
}

function toColumns({ fields, rows }: InsightsAnswer): Column[] {
  return fields.map((name) => {
    const values = rows.flatMap((row) => (row[name] === undefined || row[name] === "" ? [] : row[name]));
    const all = (test: (value: string) => boolean) => values.length > 0 && values.every(test);
    const type = all((value) => insightsTime(value) !== null) ? "time" : all(isNumber) ? "number" : "text";
    return { name, type, label: { ko: name, en: name } };
  });
}

function toCell(value: string | undefined, { type }: Column, { field }: Call): Scalar {
  if (value === undefined || value === "") return null;
  if (type === "time") return iso(insightsTime(value)!);
  return type === "number" ? Number(value) : field(value, 2_048);
}

function isNumber(value: string): boolean {
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?(E-?\d+)?$/i.test(value);
}
