/** Runs a set of metric queries: statistics of metrics, and expressions over them. */

import type { MetricName } from "./catalog.ts";
import { MathError } from "./math/ast.ts";
import { evaluateMath, type Scope } from "./math/evaluate.ts";
import { idsIn, parseMath } from "./math/parse.ts";
import { isLine, type Line, type Value } from "./math/value.ts";
import { pointsOf, type Window } from "./points.ts";
import { searchMetrics } from "./search.ts";
import type { Series } from "./series.ts";
import { readStatistic } from "./statistic.ts";

export interface MetricQuery {
  id: string;
  label?: string;
  returnData: boolean;
  /** Seconds. */
  period?: number;
  of:
    | { kind: "metric"; metric: MetricName; statistic: string; period: number; unit?: string }
    | { kind: "math"; text: string };
}

export interface QueryContext extends Window {
  find(metric: MetricName): Series | undefined;
  /** All metrics that SEARCH may find. */
  all(): Series[];
}

/**
 * The lines of each query that returns data, in the order of the queries.
 * @throws MathError
 */
export function runQueries(
  queries: readonly MetricQuery[],
  context: QueryContext,
): { query: MetricQuery; lines: Line[] }[] {
  const byId = new Map(queries.map((query) => [query.id, query]));
  const done = new Map<string, Value>();
  const open = new Set<string>();

  const resolve = (id: string, wantedBy?: string): Value => {
    const known = done.get(id);
    if (known !== undefined) return known;
    const query = byId.get(id);
    if (!query) throw new MathError(`Error in expression '${wantedBy}': Undefined variable '${id}'`);
    if (open.has(id)) throw new MathError(`Error in expression '${wantedBy}': circular reference to '${id}'`);
    open.add(id);
    const value = query.of.kind === "metric" ? metricLine(query, query.of, context) : expression(query, query.of.text);
    open.delete(id);
    done.set(id, value);
    return value;
  };

  const expression = (query: MetricQuery, text: string): Value => {
    const scope: Scope = {
      ...context,
      resolve: (id) => resolve(id, query.id),
      metrics: (containing) =>
        queries.filter((q) => q.of.kind === "metric" && q.id.includes(containing)).map((q) => resolve(q.id) as Line),
      search: (found, statistic, period) => searchLines(found, statistic, period, context),
    };
    try {
      const tree = parseMath(text);
      for (const id of idsIn(tree).ids) scope.resolve(id);
      return evaluateMath(tree, scope);
    } catch (error) {
      if (error instanceof MathError && !error.message.startsWith("Error in expression"))
        throw new MathError(`Error in expression '${query.id}': ${error.message}`);
      throw error;
    }
  };

  const results = queries.map((query) => ({ query, value: resolve(query.id) }));
  return results
    .filter(({ query }) => query.returnData)
    .map(({ query, value }) => {
      if (typeof value === "number" || typeof value === "string")
        throw new MathError(`Error in expression '${query.id}': the result is not a time series.`);
      const lines = isLine(value) ? [{ ...value, label: query.label ?? labelOf(query, value) }] : value;
      return { query, lines };
    });
}

const labelOf = (query: MetricQuery, line: Line) => (query.of.kind === "math" ? query.id : line.label);

function metricLine(query: MetricQuery, of: MetricQuery["of"] & { kind: "metric" }, context: QueryContext): Line {
  const statistic = readStatistic(of.statistic);
  if (!statistic)
    throw new MathError(`The value ${of.statistic} for parameter Stat of '${query.id}' is not supported.`);
  const series = context.find(of.metric);
  const empty = !series || (of.unit !== undefined && of.unit !== series.unit);
  const points = empty ? { times: [], values: [] } : pointsOf(series, statistic, of.period, context);
  return { ...points, label: of.metric.metric, period: of.period };
}

function searchLines(text: string, statistic: string, period: number, context: QueryContext): Line[] {
  const read = readStatistic(statistic);
  if (!read) throw new MathError(`The statistic ${statistic} is not supported.`);
  return searchMetrics(text, context.all()).map((series) => ({
    ...pointsOf(series, read, period, context),
    label: [series.metric, ...Object.values(series.dimensions)].join(" "),
    period,
  }));
}
