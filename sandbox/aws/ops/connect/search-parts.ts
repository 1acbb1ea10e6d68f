/** Which parts of an instance a search is after, by what is written in them. */
import type * as Connect from "@aws-sdk/client-connect";
import { invalid } from "./find.ts";

interface Criteria {
  OrConditions?: Criteria[] | undefined;
  AndConditions?: Criteria[] | undefined;
  StringCondition?: Connect.StringCondition | undefined;
  QueueTypeCondition?: string | undefined;
}

const comparisons: Record<string, (text: string, value: string) => boolean> = {
  STARTS_WITH: (text, value) => text.startsWith(value),
  CONTAINS: (text, value) => text.includes(value),
  EXACT: (text, value) => text === value,
};

/**
 * Whether a part with these fields is found. Every queue here is a standard one.
 * @throws AwsError InvalidParameterException on a field or a comparison that Connect does not know.
 */
export function isFound(criteria: Criteria | undefined, fields: Record<string, string>): boolean {
  if (!criteria) return true;
  const { OrConditions = [], AndConditions = [], StringCondition: text } = criteria;
  if (OrConditions.length > 0 && !OrConditions.some((one) => isFound(one, fields))) return false;
  if (!AndConditions.every((one) => isFound(one, fields))) return false;
  if (!text) return true;
  const field = fields[text.FieldName ?? ""];
  const compare = comparisons[text.ComparisonType ?? "CONTAINS"];
  if (field === undefined || !compare) throw invalid(`SearchCriteria on ${text.FieldName} are not supported`);
  return compare(field.toLowerCase(), (text.Value ?? "").toLowerCase());
}

/** @throws AwsError InvalidParameterException where tags are asked for: a list that leaves nothing out would be wrong. */
export function withoutTagFilter(input: { SearchFilter?: object | undefined }): void {
  if (Object.keys(input.SearchFilter ?? {}).length > 0) throw invalid("SearchFilter is not supported by this account");
}
