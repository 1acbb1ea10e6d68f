import type * as CW from "@aws-sdk/client-cloudwatch";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import type { Operations } from "../wire/service.ts";
import { DAY, HOUR } from "../world/calendar.ts";
import { MathError } from "../world/metrics/math/ast.ts";
import { pointsOf, roundedStart } from "../world/metrics/points.ts";
import { type MetricQuery, runQueries } from "../world/metrics/query.ts";
import { readStatistic } from "../world/metrics/statistic.ts";
import { toDimensions } from "./alarms-shape.ts";
import { labelled } from "./metrics-label.ts";
import { pageOfResults, type Result } from "./metrics-page.ts";
import { readQueries } from "./metrics-query.ts";
import { seriesIn } from "./metrics-series.ts";

const invalidToken = () => new AwsError("InvalidNextToken", "The next token specified is invalid.");
/** Points in one answer. */
const MOST_DATAPOINTS = 100_800;
const MOST_STATISTICS = 1_440;
const METRICS_A_PAGE = 500;
/** A metric is listed for two weeks after its last point. */
const LISTED_FOR = 14 * DAY;

function runChecked(queries: MetricQuery[], context: Parameters<typeof runQueries>[1]) {
  try {
    return runQueries(queries, context);
  } catch (error) {
    if (error instanceof MathError) throw new AwsError("ValidationError", error.message);
    throw error;
  }
}

export const metricOperations = {
  GetMetricData(input, call) {
    const { NextToken, MaxDatapoints, ...rest } = input;
    const [start, end] = [input.StartTime?.getTime() ?? 0, input.EndTime?.getTime() ?? 0];
    if (start >= end)
      throw new AwsError("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
    if (MaxDatapoints !== undefined && (MaxDatapoints < 1 || MaxDatapoints > MOST_DATAPOINTS))
      throw new AwsError("ValidationError", `MaxDatapoints must be between 1 and ${MOST_DATAPOINTS}.`);
    const inputs = { ...rest, region: call.region };
    const cursor = openCursor(NextToken, inputs, call.now, invalidToken);
    const queries = readQueries(input.MetricDataQueries ?? [], call);
    const context = {
      ...seriesIn(call),
      from: roundedStart(start, cursor.at),
      to: end,
      now: cursor.at,
    };
    const found = runChecked(queries, context).flatMap(({ query, lines }) =>
      lines.map((line): Result => ({ id: query.id, label: labelled(line, query, call), line })),
    );
    const descending = input.ScanBy !== "TimestampAscending";
    const page = pageOfResults(found, cursor, MaxDatapoints ?? MOST_DATAPOINTS, inputs, descending);
    return {
      MetricDataResults: page.results,
      Messages: [],
      ...(page.next ? { NextToken: page.next } : {}),
    };
  },

  GetMetricStatistics(input, call) {
    const [start, end] = [input.StartTime?.getTime() ?? 0, input.EndTime?.getTime() ?? 0];
    const period = input.Period ?? 0;
    const combination = (message: string) => new AwsError("InvalidParameterCombinationException", message);
    const value = (message: string) => new AwsError("InvalidParameterValueException", message);
    if (start >= end) throw combination("The parameter StartTime must be less than the parameter EndTime.");
    if (!(period > 0 && period % 60 === 0)) throw value("The parameter Period must be a multiple of 60.");
    const names = [...(input.Statistics ?? []), ...(input.ExtendedStatistics ?? [])];
    if (names.length === 0)
      throw new AwsError(
        "MissingRequiredParameterException",
        "At least one of the parameters Statistics and ExtendedStatistics must be specified.",
      );
    const asked = Math.ceil((end - start) / 1000 / period);
    if (asked > MOST_STATISTICS)
      throw combination(
        `You have requested up to ${asked.toLocaleString("en-US")} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      );
    const statistics = names.map((name) => {
      const read = readStatistic(name);
      if (!read) throw value(`The value ${name} for parameter Statistics is not supported.`);
      return { name, read };
    });
    const dimensions = Object.fromEntries((input.Dimensions ?? []).map((d) => [d.Name ?? "", d.Value ?? ""]));
    const name = { namespace: input.Namespace ?? "", metric: input.MetricName ?? "", dimensions };
    const series = seriesIn(call).find(name);
    const points = new Map<number, CW.Datapoint>();
    if (series && (input.Unit === undefined || input.Unit === series.unit))
      for (const { name: statistic, read } of statistics) {
        const window = { from: roundedStart(start, call.now), to: end, now: call.now };
        const { times, values } = pointsOf(series, read, period, window);
        for (const [index, time] of times.entries()) {
          const point = points.get(time) ?? { Timestamp: new Date(time), Unit: series.unit };
          const computed = values[index] as number;
          if (read.kind === "percentile")
            point.ExtendedStatistics = { ...point.ExtendedStatistics, [statistic]: computed };
          else point[read.kind] = computed;
          points.set(time, point);
        }
      }
    return { Label: name.metric, Datapoints: unsorted([...points.values()]) };
  },

  ListMetrics(input, call) {
    const { NextToken, ...rest } = input;
    const inputs = { ...rest, region: call.region };
    if (input.RecentlyActive !== undefined && input.RecentlyActive !== "PT3H")
      throw new AwsError("InvalidParameterValueException", "The only valid value of RecentlyActive is PT3H.");
    if (input.OwningAccount !== undefined && input.OwningAccount !== call.account.id)
      throw new AwsError("InvalidParameterValueException", "The owning account is not linked to this account.");
    const cursor = openCursor(NextToken, inputs, call.now, invalidToken);
    const since = cursor.at - (input.RecentlyActive ? 3 * HOUR : LISTED_FOR);
    const found = seriesIn(call)
      .all()
      .filter(
        (series) =>
          series.to > since &&
          series.from <= cursor.at &&
          (input.Namespace === undefined || series.namespace === input.Namespace) &&
          (input.MetricName === undefined || series.metric === input.MetricName) &&
          (input.Dimensions ?? []).every(({ Name, Value }) => {
            const own = series.dimensions[Name ?? ""];
            return own !== undefined && (Value === undefined || own === Value);
          }),
      );
    const page = pageOf(found, cursor, METRICS_A_PAGE, inputs);
    return {
      Metrics: page.items.map((series) => ({
        Namespace: series.namespace,
        MetricName: series.metric,
        Dimensions: toDimensions(series.dimensions),
      })),
      ...(input.IncludeLinkedAccounts ? { OwningAccounts: page.items.map(() => call.account.id) } : {}),
      ...(page.next ? { NextToken: page.next } : {}),
    };
  },
} satisfies Operations<typeof CW>;

/** CloudWatch gives datapoints in no order; whoever draws them as they come shall notice. */
const unsorted = <T>(items: T[]): T[] => [
  ...items.filter((_, index) => index % 2 === 1),
  ...items.filter((_, index) => index % 2 === 0),
];
