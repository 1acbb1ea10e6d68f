import { capText } from "../../redaction/clean-text.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { errorFilter } from "./error-lines.ts";
import { askedGroups } from "./errors-input.ts";
import { insightsTime } from "./insights.ts";
import type { LogsAnalyzeErrorsInput } from "./logs-analyze-errors.ts";
import { messagePattern } from "./message-pattern.ts";
import { searchLogs } from "./search-logs.ts";

/** Logs Insights returns no more rows than this. */
const MAX_LINES = 10_000;
const MAX_PATTERNS = 50;

const columns: Column[] = [
  { name: "pattern", type: "text", label: { ko: "패턴", en: "Pattern" } },
  { name: "count", type: "number", label: { ko: "건수", en: "Count" } },
  { name: "share", type: "percent", label: { ko: "비율", en: "Share" } },
  { name: "first_seen", type: "time", label: { ko: "처음", en: "First seen" } },
  { name: "last_seen", type: "time", label: { ko: "마지막", en: "Last seen" } },
  { name: "example", type: "text", label: { ko: "예시", en: "Example" } },
];

export async function runLogsAnalyzeErrors(input: LogsAnalyzeErrorsInput, call: Call): Promise<Outcome> {
  const asked = askedGroups(input);
  const account = call.context.account(input.account);
  const window = call.context.period(input.period);
  const query = `fields @timestamp, @message | ${errorFilter} | sort @timestamp desc`;
  const search = {
    asked,
    account,
    regions: input.regions,
    window,
    query,
    limit: MAX_LINES,
    agreedGb: input.agreed_gb,
  };
  const { found, matched, scannedRecords, result } = await searchLogs(search, call);
  const rows = found.flatMap(({ answer }) => answer.rows);
  const patterns = countPatterns(rows, call);
  return {
    kind: "table",
    table: {
      columns,
      rows: patterns.slice(0, MAX_PATTERNS).map((pattern) => toRow(pattern, rows.length)),
      totals: { errors: matched, patterns: patterns.length, lines_scanned: scannedRecords },
      ...result,
      truncated:
        patterns.length > MAX_PATTERNS
          ? {
              shown: MAX_PATTERNS,
              of: patterns.length,
              why: { ko: "가장 드문 유형은 제외", en: "the rarest patterns are left out" },
            }
          : null,
      notes: [...result.notes, ...toNotes(rows.length, matched)],
    },
  };
}

interface Pattern {
  pattern: string;
  count: number;
  firstMs: number;
  lastMs: number;
  example: string;
}

/** Redacted before it is made a pattern: a secret must not survive as its own template. */
function countPatterns(rows: Record<string, string>[], { field }: Call): Pattern[] {
  const patterns = new Map<string, Pattern>();
  for (const row of rows) {
    const line = field(row["@message"] ?? "", 2_048)!;
    const ms = insightsTime(row["@timestamp"]) ?? 0;
    const pattern = capText(messagePattern(line), 300);
    const known = patterns.get(pattern);
    if (!known) patterns.set(pattern, { pattern, count: 1, firstMs: ms, lastMs: ms, example: line });
    else {
      known.count += 1;
      known.firstMs = Math.min(known.firstMs, ms);
      known.lastMs = Math.max(known.lastMs, ms);
    }
  }
  return [...patterns.values()].sort((a, b) => b.count - a.count || a.pattern.localeCompare(b.pattern));
}

function toRow({ pattern, count, firstMs, lastMs, example }: Pattern, lines: number): Scalar[] {
  return [pattern, count, Math.round((count / lines) * 1e4) / 1e4, iso(firstMs), iso(lastMs), capText(example, 400)];
}

function toNotes(read: number, matched: number): Note[] {
  if (matched === 0)
    return [
      {
        code: "none_found",
        text: "No error line was logged in this period (searched for ERROR, FATAL, CRITICAL and exceptions).",
      },
    ];
  if (matched <= read) return [];
  return [
    {
      code: "sampled",
      text: `Patterns are counted over the newest ${read} of ${matched} error lines.`,
      params: { read, matched },
    },
  ];
}
