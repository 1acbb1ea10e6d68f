const MOST_CHARS = 80;

/** Where a call looks, from its arguments: regions, account, log group. A model wrote them, so only plain names are taken. */
export function placeInArgs(args: unknown): string {
  if (typeof args !== "object" || args === null) return "";
  const { account, regions, region, log_group: group, log_groups: groups } = args as Record<string, unknown>;
  const names = [account, regions, region, group, groups].flat().filter((name) => typeof name === "string");
  return names
    .filter((name) => /^[\w./:-]{1,60}$/.test(name))
    .join(", ")
    .slice(0, MOST_CHARS);
}
