/** The tags a request would set or take away, wherever the operation's input has them. */

const keyOf = (tag: object): string | undefined => {
  const { Key, key, TagKey } = tag as Record<string, unknown>;
  const found = Key ?? key ?? TagKey;
  return typeof found === "string" ? found : undefined;
};
const textOf = (tag: object): string => {
  const { Value, value, TagValue } = tag as Record<string, unknown>;
  return String(Value ?? value ?? TagValue ?? "");
};

export interface RequestTags {
  /** With their values; those to be taken away have an empty one. */
  tags: Record<string, string>;
  keys: string[];
}

/** Lists of tags, maps of them, lists of keys, and EC2's specifications by resource type. */
export function requestTagsOf(input: unknown): RequestTags {
  const tags: Record<string, string> = {};
  const keys: string[] = [];
  const take = (found: unknown): void => {
    if (Array.isArray(found))
      for (const item of found) {
        const key = typeof item === "string" ? item : keyOf(item as object);
        if (key === undefined) continue;
        keys.push(key);
        if (typeof item !== "string") tags[key] = textOf(item as object);
      }
    else if (found && typeof found === "object")
      for (const [key, value] of Object.entries(found)) {
        keys.push(key);
        tags[key] = String(value);
      }
  };
  const given = (input ?? {}) as Record<string, unknown>;
  for (const name of ["Tags", "tags", "TagKeys", "tagKeys"]) take(given[name]);
  take((given.Tagging as { TagSet?: unknown } | undefined)?.TagSet);
  for (const specification of (given.TagSpecifications as { Tags?: unknown }[] | undefined) ?? [])
    take(specification.Tags);
  return { tags, keys: [...new Set(keys)] };
}
