import type * as CW from "@aws-sdk/client-cloudwatch";
import type { Call } from "../call.ts";
import { AwsError } from "../wire/errors.ts";
import type { MetricQuery } from "../world/metrics/query.ts";

const MOST_QUERIES = 500;
const ID = /^[a-z][a-zA-Z0-9_]*$/;
const invalid = (message: string) => new AwsError("ValidationError", message);

/** @throws AwsError ValidationError */
export function readQueries(queries: readonly CW.MetricDataQuery[], call: Call): MetricQuery[] {
  if (queries.length === 0) throw invalid("The parameter MetricDataQueries is required.");
  if (queries.length > MOST_QUERIES) throw invalid(`A request may hold at most ${MOST_QUERIES} queries.`);
  const read = queries.map((query, index) => readQuery(query, index, call));
  const ids = read.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw invalid(`The values for parameter MetricDataQueries.member.Id are not unique. Duplicate id: ${twice}`);
  return read;
}

function readQuery(query: CW.MetricDataQuery, index: number, call: Call): MetricQuery {
  const at = `MetricDataQueries.member.${index + 1}`;
  const id = query.Id ?? "";
  if (!ID.test(id))
    throw invalid(`The value ${id} for parameter ${at}.Id is not matching the expected pattern ${ID.source}.`);
  if (query.AccountId !== undefined && query.AccountId !== call.account.id)
    throw invalid(`The account ${query.AccountId} is not linked to this monitoring account.`);
  const common = {
    id,
    returnData: query.ReturnData ?? true,
    ...(query.Label !== undefined ? { label: query.Label } : {}),
    ...(query.Period !== undefined ? { period: checkPeriod(query.Period, `${at}.Period`) } : {}),
  };
  const stat = query.MetricStat;
  if (Boolean(stat) === (query.Expression !== undefined))
    throw invalid(`The parameters ${at}.Expression and ${at}.MetricStat are mutually exclusive, and one is required.`);
  if (!stat) return { ...common, of: { kind: "math", text: query.Expression ?? "" } };
  const { Namespace, MetricName, Dimensions } = stat.Metric ?? {};
  if (!Namespace || !MetricName) throw invalid(`The parameter ${at}.MetricStat.Metric needs Namespace and MetricName.`);
  const dimensions = Object.fromEntries((Dimensions ?? []).map((d) => [d.Name ?? "", d.Value ?? ""]));
  return {
    ...common,
    of: {
      kind: "metric",
      metric: { namespace: Namespace, metric: MetricName, dimensions },
      statistic: stat.Stat ?? "",
      period: checkPeriod(stat.Period, `${at}.MetricStat.Period`),
      ...(stat.Unit ? { unit: stat.Unit } : {}),
    },
  };
}

function checkPeriod(period: number | undefined, at: string): number {
  if (period === undefined || !(period > 0 && (period % 60 === 0 || [1, 5, 10, 20, 30].includes(period))))
    throw invalid(`The value ${period} for parameter ${at} must be 1, 5, 10, 20, 30 or a multiple of 60.`);
  return period;
}
