import type { Call, Outcome } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { iso, type Window } from "../period.ts";
import type { Column, Scalar } from "../results.ts";
import { errorFilter } from "./error-lines.ts";
import { askedGroups } from "./errors-input.ts";
import { insightsTime } from "./insights.ts";
import type { LogsErrorTimelineInput } from "./logs-error-timeline.ts";
import { searchLogs } from "./search-logs.ts";

const bins = { "5m": 300_000, "1h": 3_600_000, "1d": 86_400_000 } as const;
const MAX_BINS = 2_000;
const HOUR_MS = 3_600_000;

const columns: Column[] = [
  { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
  { name: "errors", type: "number", label: { ko: "오류 수", en: "Errors" } },
];

export async function runLogsErrorTimeline(input: LogsErrorTimelineInput, call: Call): Promise<Outcome> {
  const asked = askedGroups(input);
  const account = call.context.account(input.account);
  const window = call.context.period(input.period);
  const bin = input.bin ?? defaultBin(window);
  if ((window.toMs - window.fromMs) / bins[bin] > MAX_BINS)
    throw new InputError({
      ko: `이 기간에는 ${bin} 간격이 너무 촘촘합니다. 간격(bin)을 늘리거나 기간을 줄여 주세요.`,
      en: `Steps of ${bin} are too fine for this period. Use a longer bin or a shorter period.`,
    });
  const query = `${errorFilter} | stats count(*) as errors by bin(${bin})`;
  const search = { asked, account, regions: input.regions, window, query, limit: 10_000, agreedGb: input.agreed_gb };
  const { found, scannedRecords, result } = await searchLogs(search, call);
  const counts = new Map<number, number>();
  for (const row of found.flatMap(({ answer }) => answer.rows)) {
    const time = insightsTime(row[`bin(${bin})`]) ?? 0;
    counts.set(time, (counts.get(time) ?? 0) + Number(row.errors ?? 0));
  }
  const rows = fillBins(counts, window, bins[bin]);
  const errors = rows.reduce((sum, row) => sum + (row[1] as number), 0);
  return {
    kind: "table",
    table: {
      columns,
      rows,
      totals: { errors, lines_scanned: scannedRecords },
      ...result,
      truncated: null,
      notes: [
        ...result.notes,
        { code: "bin", text: `One row per ${bin}, starting at the time given.`, params: { bin } },
        ...(errors === 0 ? [{ code: "none_found", text: "No error line was logged in this period." }] : []),
      ],
    },
  };
}

function defaultBin(window: Window): keyof typeof bins {
  const hours = (window.toMs - window.fromMs) / HOUR_MS;
  if (hours <= 24) return "5m";
  return hours <= 24 * 14 ? "1h" : "1d";
}

/** Steps begin on round UTC times, as Insights makes them; the first may begin before the period. */
function fillBins(counts: ReadonlyMap<number, number>, window: Window, step: number): Scalar[][] {
  const rows: Scalar[][] = [];
  for (let at = Math.floor(window.fromMs / step) * step; at < window.toMs; at += step)
    rows.push([iso(at), counts.get(at) ?? 0]);
  return rows;
}
