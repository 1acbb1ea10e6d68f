/** Cost Explorer's filter expressions and group keys over the world's rows. */
import type {
  CostCategoryValues,
  DimensionValues,
  Expression,
  GroupDefinition,
  TagValues,
} from "@aws-sdk/client-cost-explorer";
import { COST_CATEGORY, categoryOf } from "../../world/cost-categories.ts";
import type { CostRow } from "../../world/cost-row.ts";
import { dimensionOf, invalid } from "./dimensions.ts";

export type Predicate = (row: CostRow) => boolean;

export function predicateOf(expression: Expression | undefined, accountId: string): Predicate {
  if (!expression) return () => true;
  const within = (part: Expression) => predicateOf(part, accountId);
  const parts: Predicate[] = [];
  if (expression.And) parts.push(all(severalOf(expression.And, "And").map(within)));
  if (expression.Or) {
    const any = severalOf(expression.Or, "Or").map(within);
    parts.push((row) => any.some((p) => p(row)));
  }
  if (expression.Not) {
    const inner = within(expression.Not);
    parts.push((row) => !inner(row));
  }
  if (expression.Dimensions) parts.push(dimensionTest(expression.Dimensions, accountId));
  if (expression.Tags) parts.push(tagTest(expression.Tags));
  if (expression.CostCategories) parts.push(categoryTest(expression.CostCategories));
  if (parts.length !== 1)
    throw invalid("Expression should have exactly one root, one of: And, Or, Not, Dimensions, Tags, CostCategories");
  return parts[0] as Predicate;
}

function severalOf(parts: Expression[], name: string): Expression[] {
  if (parts.length < 2) throw invalid(`${name} expression must have at least 2 operands`);
  return parts;
}

const all =
  (parts: Predicate[]): Predicate =>
  (row) =>
    parts.every((p) => p(row));

function dimensionTest(d: DimensionValues, accountId: string): Predicate {
  const read = dimensionOf(d.Key, accountId);
  const match = valueTest(d.Values, d.MatchOptions);
  return (row) => match(read(row));
}

function tagTest(t: TagValues): Predicate {
  const key = t.Key ?? "";
  if (t.MatchOptions?.includes("ABSENT")) return (row) => row.tags[key] === undefined;
  const match = valueTest(t.Values, t.MatchOptions);
  return (row) => match(row.tags[key] ?? "");
}

function categoryTest(c: CostCategoryValues): Predicate {
  if (c.Key !== COST_CATEGORY) throw invalid(`Cost category ${c.Key} does not exist`);
  const match = valueTest(c.Values, c.MatchOptions);
  return (row) => match(categoryOf(row.tags));
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
export function groupKeysOf(groups: GroupDefinition[], accountId: string): (row: CostRow) => string[] {
  if (groups.length > 2) throw invalid("Number of group by definitions should not exceed 2");
  if (groups.length === 2 && groups[0]?.Type === groups[1]?.Type && groups[0]?.Key === groups[1]?.Key)
    throw invalid("Group by definitions must be unique");
  const readers = groups.map((group) => {
    if (group.Type === "TAG") return (row: CostRow) => `${group.Key}$${row.tags[group.Key ?? ""] ?? ""}`;
    if (group.Type === "COST_CATEGORY") {
      if (group.Key !== COST_CATEGORY) throw invalid(`Cost category ${group.Key} does not exist`);
      return (row: CostRow) => `${group.Key}$${categoryOf(row.tags)}`;
    }
    if (group.Type !== "DIMENSION") throw invalid("Group Definition type is invalid");
    return dimensionOf(group.Key, accountId);
  });
  return (row) => readers.map((read) => read(row));
}
