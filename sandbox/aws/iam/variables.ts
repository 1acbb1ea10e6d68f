/** `${aws:username}` and its like within a policy's resources and condition values. */
import { literally } from "./glob.ts";

/**
 * Undefined where a variable has no value in the request and no default: what holds it then matches nothing.
 * `${*}`, `${?}` and `${$}` stand for the characters themselves, and so does any wildcard in a value.
 * @param lookup values of a condition key, its name in any case.
 */
export function fillVariables(text: string, lookup: (key: string) => readonly string[]): string | undefined {
  let known = true;
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, inside: string) => {
    const [, key = "", fallback] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(inside) ?? [];
    if (key === "*" || key === "?" || key === "$") return literally(key);
    const values = lookup(key);
    const value = values.length === 1 ? values[0] : fallback;
    if (value === undefined) known = false;
    return literally(value ?? "");
  });
  return known ? filled : undefined;
}
