/**
 * Resource Explorer's query language: free words of which any may match, and filters that all must. A word may
 * end in `*`, be quoted, and a filter be negated with `-`; one filter takes several values, separated by commas.
 * https://docs.aws.amazon.com/resource-explorer/latest/userguide/using-search-query-syntax.html
 */
import { AwsError } from "../../wire/errors.ts";
import type { Taggable } from "../../world/taggables.ts";

type Test = (item: Taggable) => boolean;

const MAX_LENGTH = 1280;

/** `name:value`, `-name:value`, with the value in quotes or without. */
const TERM = /(-?)(?:([A-Za-z][A-Za-z.]*):)?("(?:[^"\\]|\\.)*"|[^\s"]+)/g;

/** @throws AwsError ValidationException for a filter that the language does not have. */
export function parseQuery(text: string): Test {
  if (text.length > MAX_LENGTH) throw invalid(`QueryString must be at most ${MAX_LENGTH} characters long`);
  const filters: Test[] = [];
  const words: Test[] = [];
  for (const [, minus, name, raw = ""] of text.matchAll(TERM)) {
    const values = raw.startsWith('"') ? [raw.slice(1, -1).replace(/\\(.)/g, "$1")] : raw.split(",").filter(Boolean);
    if (!name || !isFilter(name)) {
      // Not a filter: an ARN or a time among the free words has colons too.
      const word = name ? `${name}:${values.join(",")}` : values.join(",");
      const test: Test = (item) => textsOf(item).some((own) => matches(word, own, true));
      if (minus) filters.push((item) => !test(item));
      else words.push(test);
      continue;
    }
    const tests = values.map((value) => filterOf(name.toLowerCase(), value));
    filters.push((item) => tests.some((test) => test(item)) !== (minus === "-"));
  }
  return (item) => filters.every((test) => test(item)) && (words.length === 0 || words.some((test) => test(item)));
}

const invalid = (message: string) => new AwsError("ValidationException", message);

const filterNames = [
  "accountid",
  "id",
  "region",
  "resourcetype",
  "resourcetype.supports",
  "service",
  "tag",
  "tag.key",
  "tag.value",
];
const isFilter = (name: string) => filterNames.includes(name.toLowerCase());

function filterOf(name: string, value: string): Test {
  switch (name) {
    case "accountid":
      return ({ arn }) => arn.split(":")[4] === value;
    case "id":
      return ({ arn }) => matches(value, arn) || matches(value, arn.split(/[:/]/).at(-1) ?? "");
    case "region":
      return ({ region }) => matches(value, region);
    case "resourcetype":
      return ({ type }) => matches(value, type);
    case "resourcetype.supports":
      if (value.toLowerCase() !== "tags") throw invalid(`resourcetype.supports does not know ${value}`);
      return () => true;
    case "service":
      return ({ type }) => matches(value, type.split(":")[0] ?? "");
    case "tag.key":
      return ({ tags }) => Object.keys(tags).some((key) => matches(value, key));
    case "tag.value":
      return ({ tags }) => Object.values(tags).some((own) => matches(value, own));
    default:
      return tagFilter(value);
  }
}

function tagFilter(value: string): Test {
  if (value === "all") return ({ tags }) => Object.keys(tags).length > 0;
  if (value === "none") return ({ tags }) => Object.keys(tags).length === 0;
  const [key = "", ...rest] = value.split("=");
  if (rest.length === 0) throw invalid("The tag filter takes all, none or key=value");
  return ({ tags }) => Object.entries(tags).some(([k, v]) => matches(key, k) && matches(rest.join("="), v));
}

/** Upper and lower case are the same; a star is a wildcard at the end only. */
function matches(pattern: string, text: string, within = false): boolean {
  const wanted = pattern.toLowerCase();
  const own = text.toLowerCase();
  if (wanted.endsWith("*")) return own.startsWith(wanted.slice(0, -1));
  return within ? own.includes(wanted) : own === wanted;
}

/** What free words are looked for in. */
const textsOf = ({ arn, type, region, tags }: Taggable): string[] => [
  arn,
  ...arn.split(/[:/]/),
  type,
  region,
  ...Object.entries(tags).flat(),
];
