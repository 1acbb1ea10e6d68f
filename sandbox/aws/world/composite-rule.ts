/** The rule of a composite alarm: `ALARM("a") AND (OK(b) OR NOT INSUFFICIENT_DATA("c"))`, TRUE and FALSE. */
import type { AlarmState } from "./alarms.ts";

type Rule = (stateOf: (alarm: string) => AlarmState | undefined) => boolean;

export interface ReadRule {
  /** Names of the alarms it looks at. */
  alarms: string[];
  holds: Rule;
}

const TOKEN = /\s*(\(|\)|"[^"]*"|[^\s()"]+)/y;

/** @throws Error with the place that cannot be read. */
export function readRule(text: string): ReadRule {
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.trimEnd().length; ) {
    const found = TOKEN.exec(text);
    if (!found) throw new Error("the rule cannot be read");
    tokens.push(found[1] ?? "");
  }
  const alarms: string[] = [];
  let next = 0;
  const take = (wanted: string) => {
    if (tokens[next]?.toUpperCase() !== wanted) return false;
    next += 1;
    return true;
  };
  const need = (wanted: string) => {
    if (!take(wanted)) throw new Error(`expected ${wanted} at ${tokens[next] ?? "the end"}`);
  };
  const either = (): Rule => {
    const left = all();
    if (!take("OR")) return left;
    const right = either();
    return (of) => left(of) || right(of);
  };
  const all = (): Rule => {
    const left = one();
    if (!take("AND")) return left;
    const right = all();
    return (of) => left(of) && right(of);
  };
  const one = (): Rule => {
    if (take("NOT")) {
      const inner = one();
      return (of) => !inner(of);
    }
    if (take("(")) {
      const inner = either();
      need(")");
      return inner;
    }
    if (take("TRUE")) return () => true;
    if (take("FALSE")) return () => false;
    return state();
  };
  const state = (): Rule => {
    const wanted = tokens[next]?.toUpperCase();
    if (wanted !== "ALARM" && wanted !== "OK" && wanted !== "INSUFFICIENT_DATA")
      throw new Error(`unexpected ${tokens[next] ?? "end of the rule"}`);
    next += 1;
    need("(");
    const name = (tokens[next] ?? "").replace(/^"|"$/g, "").replace(/^arn:.*:alarm:/, "");
    next += 1;
    need(")");
    alarms.push(name);
    return (of) => of(name) === wanted;
  };
  const holds = either();
  if (next < tokens.length) throw new Error(`unexpected ${tokens[next]}`);
  return { alarms, holds };
}
