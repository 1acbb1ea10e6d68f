/** EC2's filters: each must match one of its values; `*` and `?` are wildcards, `\` takes their meaning away. */
import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "../../wire/errors.ts";
import type { Tags } from "../../world/tags.ts";

/** The values an item has for a filter; none: the filter never matches it. */
type FieldReader<T> = (item: T) => readonly (string | undefined)[];
export type Fields<T> = Record<string, FieldReader<T>>;

/** @throws AwsError InvalidParameterValue for a filter that the operation does not know. */
export function applyFilters<T>(
  items: readonly T[],
  filters: Filter[] | undefined,
  fields: Fields<T>,
  tagsOf: (item: T) => Tags,
): T[] {
  return (filters ?? []).reduce((left, { Name: name = "", Values: values = [] }) => {
    const read = tagReader(name, tagsOf) ?? (Object.hasOwn(fields, name) ? fields[name] : undefined);
    if (!read) throw new AwsError("InvalidParameterValue", `The filter '${name}' is invalid`);
    const wanted = values.map(matcher);
    return left.filter((item) => read(item).some((value) => value !== undefined && wanted.some((w) => w(value))));
  }, items.slice());
}

function tagReader<T>(name: string, tagsOf: (item: T) => Tags): FieldReader<T> | undefined {
  if (name.startsWith("tag:")) return (item) => [tagsOf(item)[name.slice("tag:".length)]];
  if (name === "tag-key") return (item) => Object.keys(tagsOf(item));
  if (name === "tag-value") return (item) => Object.values(tagsOf(item));
  return undefined;
}

function matcher(pattern: string): (value: string) => boolean {
  if (!/[*?\\]/.test(pattern)) return (value) => value === pattern;
  const source = pattern.replace(/\\([\s\S])|[\s\S]/g, (one, escaped: string | undefined) => {
    if (escaped !== undefined) return literal(escaped);
    return one === "*" ? ".*" : one === "?" ? "." : literal(one);
  });
  const regexp = new RegExp(`^${source}$`, "s");
  return (value) => regexp.test(value);
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
