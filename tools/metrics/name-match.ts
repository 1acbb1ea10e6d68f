/// <reference lib="es2025.regexp" />
/** How the resource was named: a plain name, one with `*`, or an ARN; perhaps with its kind before a colon. */
export interface Wanted {
  /** Lower case; what is compared. */
  name: string;
  /** As written, for filters of AWS that mind the case. */
  written: string;
  /** A family's short name, e.g. `ec2` of `ec2:web-1`. */
  kind: string | null;
  /** From an ARN. */
  region: string | null;
}

const arn = /^arn:[\w-]*:([\w-]+):([\w-]*):\d*:(.+)$/;
/** Words before the name in the last part of an ARN. */
const arnType = /^(?:db|cluster|function|instance|natgateway|volume|loadbalancer|log-group|service\/[^/]+)[:/]/;

export function readWanted(resource: string, kinds: readonly string[]): Wanted {
  const text = resource.trim();
  const match = arn.exec(text);
  if (match) {
    const written = match[3]!.replace(arnType, "").replace(/:\*$/, "");
    return { name: written.toLowerCase(), written, kind: null, region: match[2] || null };
  }
  const [, kind = null, rest = text] = /^([a-z0-9]+):(.+)$/i.exec(text) ?? [];
  const known = kind !== null && kinds.includes(kind.toLowerCase());
  const written = known ? rest.trim() : text;
  return { name: written.toLowerCase(), written, kind: known ? kind.toLowerCase() : null, region: null };
}

/**
 * Those that are meant, by the first rule that finds any: the same name (or id); the pattern, where it has `*`; the name
 * with a number behind it, as the members of one thing are called; the name with more behind it; the name within.
 */
export function bestMatches<T extends { names: readonly string[] }>(
  wanted: string,
  all: readonly T[],
): { found: T[]; set: boolean } {
  const has = (test: (name: string) => boolean) => all.filter(({ names }) => names.some((n) => test(n.toLowerCase())));
  if (wanted.includes("*")) {
    const pattern = new RegExp(`^${wanted.split("*").map(RegExp.escape).join(".*")}$`);
    return { found: has((name) => pattern.test(name)), set: true };
  }
  const numbered = new RegExp(`^${RegExp.escape(wanted)}-?(?:instance-)?\\d{1,3}[a-z]?$`);
  const rules: [(name: string) => boolean, boolean][] = [
    [(name) => name === wanted, true],
    [(name) => numbered.test(name), true],
    [(name) => name.startsWith(`${wanted}-`), false],
    [(name) => name.includes(wanted), false],
  ];
  for (const [test, set] of rules) {
    const found = has(test);
    if (found.length > 0) return { found, set };
  }
  return { found: [], set: false };
}
