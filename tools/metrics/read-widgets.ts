import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import { iso, type Window } from "../period.ts";
import type { Scalar, Scope } from "../results.ts";
import { type Swept, sweep, whySkipped } from "../sweep.ts";
import { chooseBin } from "./bins.ts";
import { linesOf, type Widget } from "./dashboard-body.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { metricData } from "./metric-data.ts";
import { tidy } from "./metric-table.ts";

/** What one widget shows; a row is series, time, value, text. */
export interface WidgetRows {
  rows: [Scalar, Scalar, Scalar, Scalar][];
  series: number;
  requests: number;
  searched: string[];
  skipped: Scope["skipped"];
}

const nothing = { series: 0, requests: 0, searched: [], skipped: [] };

/** Alarms and metrics are read; a log widget's query is shown and not run, because running it would be charged. */
export async function readWidget(
  widget: Widget,
  account: AccountConfig,
  window: Window,
  call: Call,
): Promise<WidgetRows> {
  const { properties: own, type } = widget;
  if (type === "metric") return metricWidget(widget, account, window, call);
  if (type === "alarm") return alarmWidget(own.alarms ?? [], account, call);
  const text = type === "log" ? own.query : own.markdown;
  return { ...nothing, rows: [[null, null, null, call.field(text, 1_000)]] };
}

async function metricWidget(widget: Widget, account: AccountConfig, window: Window, call: Call): Promise<WidgetRows> {
  const lines = linesOf(widget, account.regions[0]!);
  const grid = chooseBin(window, call.context.now, { every: widget.properties.period ?? 60 });
  const swept = await sweepOrSkip(account, [...new Set(lines.map(({ region }) => region))], async (region) => {
    const own = lines
      .filter((line) => line.region === region)
      .map((line) => ({ ...line, query: line.query(grid.seconds) }));
    const data = await metricData(
      account,
      region,
      own.map(({ query }) => query),
      grid,
      call,
    );
    return { own, ...data };
  });
  const drawn = swept.found.flatMap(({ result: { own, lines: read } }) =>
    read.map((line) => {
      const several = read.filter(({ id }) => id === line.id).length > 1;
      const label = several ? line.label : (own.find(({ query }) => query.Id === line.id)?.label ?? line.label);
      return { ...line, label };
    }),
  );
  return {
    rows: drawn.flatMap(({ label, times, values }) =>
      times.map((ms, index): [Scalar, Scalar, Scalar, Scalar] => [
        call.field(label),
        iso(ms),
        tidy(values[index]!),
        null,
      ]),
    ),
    series: drawn.length,
    requests: swept.found.reduce((sum, { result }) => sum + result.requests, 0),
    searched: swept.searched,
    skipped: swept.skipped,
  };
}

async function alarmWidget(arns: readonly string[], account: AccountConfig, call: Call): Promise<WidgetRows> {
  const regions = [...new Set(arns.map((arn) => arn.split(":")[3] ?? ""))];
  const swept = await sweepOrSkip(account, regions, (region) => describeAlarms(account, region, call));
  const alarms = swept.found.flatMap(({ result }) => result.alarms).map(({ alarm }) => alarm);
  const rows = arns.flatMap((arn): [Scalar, Scalar, Scalar, Scalar][] => {
    const alarm = alarms.find(({ AlarmArn }) => AlarmArn === arn);
    const since = alarm?.StateTransitionedTimestamp ?? alarm?.StateUpdatedTimestamp;
    return alarm
      ? [[call.field(alarm.AlarmName), since ? iso(since.getTime()) : null, null, alarm.StateValue ?? null]]
      : [];
  });
  const requests = swept.found.reduce((sum, { result }) => sum + result.requests, 0);
  return { rows, series: 0, requests, searched: swept.searched, skipped: swept.skipped };
}

/** One widget that cannot be read leaves the others; regions that are not configured, named by who wrote it, are not asked. */
async function sweepOrSkip<T>(account: AccountConfig, regions: readonly string[], ask: (region: string) => Promise<T>) {
  const allowed = regions.filter((region) => account.regions.includes(region));
  const others = regions.filter((region) => !account.regions.includes(region));
  const swept = await sweep(account, allowed, ask).catch((error: unknown): Swept<T> => {
    if (!(error instanceof AwsCallError)) throw error;
    const skipped = allowed.map((region) => ({ account: account.name, region, why: whySkipped(error) }));
    return { found: [], searched: [], skipped };
  });
  const why = { ko: "설정되지 않은 리전", en: "region not configured" };
  return { ...swept, skipped: [...swept.skipped, ...others.map((region) => ({ account: account.name, region, why }))] };
}
