/** Stand for a `*` and a `?` that are meant literally; of Unicode's private use, so no text of AWS has them. */
const STAR = "\ue000";
const MARK = "\ue001";

/** A text to be put into a pattern as it is. */
export const literally = (text: string): string => text.replaceAll("*", STAR).replaceAll("?", MARK);

/** A pattern taken as mere text. */
export const asText = (pattern: string): string => pattern.replaceAll(STAR, "*").replaceAll(MARK, "?");

/** IAM's patterns: `*` stands for anything, `?` for one character. */
export function globMatches(pattern: string, text: string, ignoreCase = false): boolean {
  return (ignoreCase ? anyCase : ownCase)(pattern).test(text);
}

const ownCase = compiler("su");
const anyCase = compiler("isu");

/** Policies are asked with every request: what a pattern compiles to is kept, of the last so many. */
function compiler(flags: string): (pattern: string) => RegExp {
  const compiled = new Map<string, RegExp>();
  return (pattern) => {
    const known = compiled.get(pattern);
    if (known) return known;
    if (compiled.size >= 5_000) compiled.clear();
    const regex = new RegExp(`^${sourceOf(pattern)}$`, flags);
    compiled.set(pattern, regex);
    return regex;
  };
}

const sourceOf = (pattern: string): string =>
  pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
    .replaceAll(STAR, "\\*")
    .replaceAll(MARK, "\\?");

/** Each of an ARN's six parts by itself, so that a `*` does not reach over a colon but in the last. */
export function arnMatches(pattern: string, arn: string): boolean {
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === given.length && wanted.every((part, i) => globMatches(part, given[i] ?? ""));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}
