import type { Call } from "../call.ts";
import { AwsError } from "../wire/errors.ts";
import type { Line } from "../world/metrics/math/value.ts";
import type { MetricQuery } from "../world/metrics/query.ts";

/**
 * The label of a line, with CloudWatch's dynamic values: `${MAX}`, `${LABEL}`, `${PROP('Dim.QueueName')}`.
 * @throws AwsError ValidationError for one that does not exist.
 */
export function labelled(line: Line, query: MetricQuery, call: Call): string {
  const unknown = (text: string) =>
    new AwsError("ValidationError", `Invalid label for query '${query.id}': ${text} is not a known dynamic value.`);
  return line.label.replace(/\$\{([^}]*)\}/g, (whole, inside: string) => {
    const [, property] = /^PROP\('([\w.]+)'\)$/.exec(inside.trim()) ?? [];
    const text = property === undefined ? valueIn(line, query, inside.trim()) : propertyIn(query, call, property);
    if (text === undefined) throw unknown(whole);
    return text;
  });
}

function valueIn(line: Line, query: MetricQuery, name: string): string | undefined {
  const { values } = line;
  const text = (value: number | undefined) => (value === undefined ? "--" : String(Number(value.toPrecision(4))));
  switch (name) {
    case "LABEL":
      return query.of.kind === "metric" ? query.of.metric.metric : query.id;
    case "MIN":
      return text(values.length ? Math.min(...values) : undefined);
    case "MAX":
      return text(values.length ? Math.max(...values) : undefined);
    case "AVG":
      return text(values.length ? values.reduce((a, b) => a + b, 0) / values.length : undefined);
    case "SUM":
      return text(values.reduce((a, b) => a + b, 0));
    case "FIRST":
      return text(values[0]);
    case "LAST":
      return text(values.at(-1));
    case "DATAPOINT_COUNT":
      return String(values.length);
    default:
      return undefined;
  }
}

function propertyIn(query: MetricQuery, call: Call, name: string): string | undefined {
  if (name === "Region") return call.region;
  if (name === "AccountId") return call.account.id;
  if (query.of.kind !== "metric") return undefined;
  const { metric, statistic, period } = query.of;
  if (name.startsWith("Dim.")) return metric.dimensions[name.slice(4)];
  return { Namespace: metric.namespace, MetricName: metric.metric, Stat: statistic, Period: String(period) }[name];
}
