/** Cost and usage over time: the operation that all cost questions come down to. */
import type {
  Expression,
  GetCostAndUsageCommandInput,
  GetCostAndUsageWithResourcesCommandInput,
  GroupDefinition,
  ResultByTime,
} from "@aws-sdk/client-cost-explorer";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { BilledRow } from "../../world/billing.ts";
import { DAY, utcMidnight } from "../../world/calendar.ts";
import { billed } from "./billed.ts";
import { invalid } from "./dimensions.ts";
import { groupKeysOf, predicateOf } from "./filter.ts";
import { metricOf, sumsOf } from "./metrics.ts";
import { pageResults } from "./paging.ts";
import { periodsOf, writePeriod } from "./periods.ts";

/** Cost by resource is kept for two weeks. */
const RESOURCE_DAYS = 14;

export function costAndUsage(input: GetCostAndUsageCommandInput, call: Call) {
  if (mentions(input.Filter, "RESOURCE_ID") || input.GroupBy?.some((g) => g.Key === "RESOURCE_ID"))
    throw invalid("RESOURCE_ID is not supported here; use GetCostAndUsageWithResources.");
  return answer(input, call, () => true);
}

export function costAndUsageWithResources(input: GetCostAndUsageWithResourcesCommandInput, call: Call) {
  if (!mentions(input.Filter, "SERVICE") && !mentions(input.Filter, "RESOURCE_ID"))
    throw invalid("Filter must contain a SERVICE or a RESOURCE_ID dimension.");
  const start = Date.parse(`${input.TimePeriod?.Start?.slice(0, 10)}T00:00:00Z`);
  if (start < utcMidnight(call.now) - RESOURCE_DAYS * DAY)
    throw new AwsError("DataUnavailableException", `Resource level data is available for ${RESOURCE_DAYS} days only.`);
  return answer(input, call, (row) => row.instance !== undefined);
}

function answer(
  input: GetCostAndUsageCommandInput | GetCostAndUsageWithResourcesCommandInput,
  call: Call,
  kept: (row: BilledRow) => boolean,
) {
  const { NextPageToken, ...inputs } = input;
  if (!input.Metrics?.length) throw invalid("Metrics should not be null or empty");
  const names = input.Metrics;
  for (const name of names) metricOf(name);
  const keep = predicateOf(input.Filter, call.account.id);
  const groups = input.GroupBy ?? [];
  const keysOf = groupKeysOf(groups, call.account.id);
  const results = periodsOf(input.TimePeriod, input.Granularity, call.now).map((period): ResultByTime => {
    const rows = billed(call, period).filter((row) => kept(row) && keep(row));
    const common = { TimePeriod: writePeriod(period), Estimated: period.estimated };
    if (groups.length === 0) return { ...common, Total: sumsOf(rows, names), Groups: [] };
    return { ...common, Total: {}, Groups: groupRows(rows, keysOf, names) };
  });
  const page = pageResults(results, NextPageToken, inputs, call);
  return {
    ...definitionsOf(groups),
    ResultsByTime: page.items,
    DimensionValueAttributes: groups.some((g) => g.Key === "LINKED_ACCOUNT")
      ? [{ Value: call.account.id, Attributes: { description: call.account.name } }]
      : [],
    ...(page.next ? { NextPageToken: page.next } : {}),
  };
}

function groupRows(rows: BilledRow[], keysOf: (row: BilledRow) => string[], names: string[]) {
  const grouped = Map.groupBy(rows, (row) => keysOf(row).join("\u0000"));
  return [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([keys, group]) => ({ Keys: keys.split("\u0000"), Metrics: sumsOf(group, names) }));
}

const definitionsOf = (groups: GroupDefinition[]) =>
  groups.length > 0 ? { GroupDefinitions: groups.map((g) => ({ Type: g.Type, Key: g.Key })) } : {};

function mentions(filter: Expression | undefined, dimension: string): boolean {
  if (!filter) return false;
  if (filter.Dimensions?.Key === dimension) return true;
  return [...(filter.And ?? []), ...(filter.Or ?? []), filter.Not].some((part) => mentions(part, dimension));
}
