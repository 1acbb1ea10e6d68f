/** Cost Explorer's filter expressions and group keys over the world's rows. */
import type { DimensionValues, Expression, GroupDefinition, TagValues } from "@aws-sdk/client-cost-explorer";
import { ACCOUNT } from "../iam/policies.ts";
import { AwsError } from "../wire/errors.ts";
import type { CostRow } from "../world/cost.ts";

export const invalid = (message: string) => new AwsError("ValidationException", message);

const dimensions: Record<string, (row: CostRow) => string> = {
  SERVICE: (r) => r.service,
  REGION: (r) => r.region,
  USAGE_TYPE: (r) => r.usageType,
  LINKED_ACCOUNT: () => ACCOUNT,
  RECORD_TYPE: (r) => r.recordType,
};

/** @throws AwsError ValidationException for a dimension that is not served. */
export function dimensionOf(name: string | undefined): (row: CostRow) => string {
  const read = dimensions[name ?? ""];
  if (!read)
    throw invalid(`Group Definition dimension is invalid. Valid values are ${Object.keys(dimensions).join(", ")}`);
  return read;
}

export type Predicate = (row: CostRow) => boolean;

export function predicateOf(expression: Expression | undefined): Predicate {
  if (!expression) return () => true;
  const parts: Predicate[] = [];
  if (expression.And) parts.push(all(expression.And.map(predicateOf)));
  if (expression.Or) {
    const any = expression.Or.map(predicateOf);
    parts.push((row) => any.some((p) => p(row)));
  }
  if (expression.Not) {
    const inner = predicateOf(expression.Not);
    parts.push((row) => !inner(row));
  }
  if (expression.Dimensions) parts.push(dimensionTest(expression.Dimensions));
  if (expression.Tags) parts.push(tagTest(expression.Tags));
  if (parts.length !== 1)
    throw invalid(
      "Expression should have exactly one root, one of: And, Or, Not, Dimensions, Tags (CostCategories are not served)",
    );
  return parts[0] as Predicate;
}

const all =
  (parts: Predicate[]): Predicate =>
  (row) =>
    parts.every((p) => p(row));

function dimensionTest(d: DimensionValues): Predicate {
  const read = dimensionOf(d.Key);
  const match = valueTest(d.Values, d.MatchOptions);
  return (row) => match(read(row));
}

function tagTest(t: TagValues): Predicate {
  const key = t.Key ?? "";
  if (t.MatchOptions?.includes("ABSENT")) return (row) => row.tags[key] === undefined;
  const match = valueTest(t.Values, t.MatchOptions);
  return (row) => match(row.tags[key] ?? "");
}

/** Without options a value must be equal, capitals included. */
function valueTest(values: string[] | undefined, options: string[] | undefined): (value: string) => boolean {
  const insensitive = options?.includes("CASE_INSENSITIVE") ?? false;
  const fold = (text: string) => (insensitive ? text.toLowerCase() : text);
  const wanted = (values ?? []).map(fold);
  return (value) => {
    const text = fold(value);
    if (options?.includes("STARTS_WITH")) return wanted.some((w) => text.startsWith(w));
    if (options?.includes("ENDS_WITH")) return wanted.some((w) => text.endsWith(w));
    if (options?.includes("CONTAINS")) return wanted.some((w) => text.includes(w));
    return wanted.includes(text);
  };
}

/** The keys of a row's group; a tag's is `key$value`, with nothing after the `$` where it is untagged. */
export function groupKeysOf(groups: GroupDefinition[]): (row: CostRow) => string[] {
  if (groups.length > 2) throw invalid("Number of group by definitions should not exceed 2");
  const readers = groups.map((group) => {
    if (group.Type === "TAG") return (row: CostRow) => `${group.Key}$${row.tags[group.Key ?? ""] ?? ""}`;
    if (group.Type !== "DIMENSION")
      throw invalid("Group Definition type is invalid: the sample account groups by DIMENSION and TAG");
    return dimensionOf(group.Key);
  });
  return (row) => readers.map((read) => read(row));
}
