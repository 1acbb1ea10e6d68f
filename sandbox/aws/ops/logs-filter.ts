/** The filter pattern language of FilterLogEvents. [CloudWatch Logs user guide, "Filter pattern syntax"] */
import { jsonFilter } from "./logs-filter-json.ts";
import { compared, type Matches, regexFilter, unreadable, wildcard } from "./logs-filter-values.ts";

/**
 * Terms (all must occur), `"quoted text"`, `-term` (must not), `?a ?b` (any of them), `%regex%`, `{ $.x = 1 }`,
 * and `[ip, ..., status=5*]` for lines of fields between spaces.
 * @throws AwsError InvalidParameterException for what is none of these
 */
export function filterOf(pattern: string | undefined): Matches {
  const text = (pattern ?? "").trim();
  if (text === "") return () => true;
  if (text.startsWith("{")) return jsonFilter(text);
  if (text.startsWith("[")) return fieldFilter(text);
  return termFilter(text);
}

const TERM = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|(\w+))(?=\s|$)/y;

function termFilter(text: string): Matches {
  const [all, none, any]: [Matches[], Matches[], Matches[]] = [[], [], []];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const found = TERM.exec(text);
    if (!found) throw unreadable();
    const [, sign, quoted, regex, plain] = found;
    const group = sign === "-" ? none : sign === "?" ? any : all;
    group.push(regex === undefined ? contains(quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "") : regexFilter(regex));
  }
  return (message) =>
    all.every((term) => term(message)) &&
    !none.some((term) => term(message)) &&
    (any.length === 0 || any.some((term) => term(message)));
}

const contains =
  (part: string): Matches =>
  (message) =>
    message.includes(part);

/** What stands between spaces, quotes or brackets is one field. */
const FIELD = /"[^"]*"|\[[^\]]*\]|\S+/g;
const CONDITION = /^(\w+)(?:\s*(=|!=|<=|>=|<|>)\s*("[^"]*"|[^\s"]+))?$/;

function fieldFilter(text: string): Matches {
  if (!text.endsWith("]")) throw unreadable();
  const parts = text
    .slice(1, -1)
    .split(",")
    .map((part) => part.trim());
  const gap = parts.indexOf("...");
  if (gap !== parts.lastIndexOf("...")) throw unreadable();
  const tests = parts.filter((part) => part !== "...").map(fieldTest);
  return (message) => {
    const fields = (message.match(FIELD) ?? []).map((field) => field.replace(/^["[]|["\]]$/g, ""));
    if (gap < 0 ? fields.length !== tests.length : fields.length < tests.length) return false;
    const after = gap < 0 ? 0 : tests.length - gap;
    const chosen = gap < 0 ? fields : [...fields.slice(0, gap), ...fields.slice(fields.length - after)];
    return tests.every((test, index) => test(chosen[index] ?? ""));
  };
}

function fieldTest(part: string): Matches {
  const [, name, operator, raw] = CONDITION.exec(part) ?? [];
  if (name === undefined) throw unreadable();
  if (operator === undefined || raw === undefined) return () => true;
  const value = raw.replace(/^"|"$/g, "");
  if (operator === "=") return wildcard(value);
  if (operator === "!=") {
    const same = wildcard(value);
    return (field) => !same(field);
  }
  const number = Number(value);
  if (!Number.isFinite(number)) throw unreadable();
  return (field) => compared(Number(field), operator, number);
}
