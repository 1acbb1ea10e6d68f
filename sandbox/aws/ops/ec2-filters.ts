/** EC2's filters: every filter must match one of its values; `*` and `?` are wildcards. */
import type { Filter } from "@aws-sdk/client-ec2";
import { globMatches } from "../iam/evaluate.ts";
import { AwsError } from "../wire/errors.ts";

export type FieldReader<T> = (item: T) => string[];

/** @throws AwsError InvalidParameterValue for a filter that is not served. */
export function applyFilters<T>(
  items: T[],
  filters: Filter[] | undefined,
  fields: Record<string, FieldReader<T>>,
  tagsOf: (item: T) => Record<string, string>,
): T[] {
  return (filters ?? []).reduce((left, filter) => {
    const name = filter.Name ?? "";
    const read = name.startsWith("tag:")
      ? (item: T) => [tagsOf(item)[name.slice("tag:".length)]].filter((value) => value !== undefined)
      : fields[name];
    if (!read) throw new AwsError("InvalidParameterValue", `The filter '${name}' is invalid`);
    return left.filter((item) =>
      read(item).some((value) => filter.Values?.some((wanted) => globMatches(wanted, value))),
    );
  }, items);
}
