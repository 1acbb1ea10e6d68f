import { compared, type Matches, regexFilter, unreadable, wildcard } from "./logs-filter-values.ts";

type Test = (json: unknown) => boolean;

const TOKEN =
  /\s*(?:(\$(?:\.[\w-]+|\[\d+\]|\["[^"]+"\])*)|(&&|\|\||!=|<=|>=|=|<|>|\(|\))|"((?:[^"\\]|\\.)*)"|%([^%]+)%|([\w.*+-]+))/y;

interface Token {
  kind: "selector" | "symbol" | "text" | "regex" | "word";
  text: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (!found) throw unreadable();
    const [, selector, symbol, quoted, regex, word] = found;
    if (selector !== undefined) tokens.push({ kind: "selector", text: selector });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.replace(/\\(.)/g, "$1") });
    else if (regex !== undefined) tokens.push({ kind: "regex", text: regex });
    else tokens.push({ kind: "word", text: word ?? "" });
  }
  return tokens;
}

/** `{ $.level = "error" && ($.ms > 500 || $.user NOT EXISTS) }`; a line that is no JSON never matches. */
export function jsonFilter(pattern: string): Matches {
  if (!pattern.endsWith("}")) throw unreadable();
  const tokens = tokensOf(pattern.slice(1, -1));
  let next = 0;
  const take = (text: string) => {
    if (tokens[next]?.text !== text || tokens[next]?.kind === "text") return false;
    next += 1;
    return true;
  };
  const either = (): Test => {
    let left = both();
    while (take("||")) {
      const [one, two] = [left, both()];
      left = (json) => one(json) || two(json);
    }
    return left;
  };
  const both = (): Test => {
    let left = single();
    while (take("&&")) {
      const [one, two] = [left, single()];
      left = (json) => one(json) && two(json);
    }
    return left;
  };
  const single = (): Test => {
    if (take("(")) {
      const inner = either();
      if (!take(")")) throw unreadable();
      return inner;
    }
    const selector = tokens[next];
    if (selector?.kind !== "selector") throw unreadable();
    next += 1;
    const read = pathOf(selector.text);
    if (take("IS")) return isTest(read, tokens[next++]?.text);
    if (take("NOT")) {
      if (!take("EXISTS")) throw unreadable();
      return (json) => read(json) === undefined;
    }
    const operator = tokens[next++];
    const value = tokens[next++];
    if (operator?.kind !== "symbol" || !value || value.kind === "symbol" || value.kind === "selector")
      throw unreadable();
    return comparison(read, operator.text, value);
  };
  const test = either();
  if (next < tokens.length) throw unreadable();
  return (message) => {
    const json = jsonOf(message);
    return json !== undefined && test(json);
  };
}

function jsonOf(message: string): unknown {
  if (!message.startsWith("{") && !message.startsWith("[")) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function pathOf(selector: string): (json: unknown) => unknown {
  const steps = [...selector.matchAll(/\.([\w-]+)|\[(\d+)\]|\["([^"]+)"\]/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? "");
  return (json) =>
    steps.reduce<unknown>(
      (value, step) =>
        typeof value === "object" && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      json,
    );
}

function isTest(read: (json: unknown) => unknown, word: string | undefined): Test {
  const wanted = { TRUE: true, FALSE: false, NULL: null }[word ?? ""];
  if (wanted === undefined) throw unreadable();
  return (json) => read(json) === wanted;
}

function comparison(read: (json: unknown) => unknown, operator: string, { kind, text }: Token): Test {
  if (operator === "=" || operator === "!=") {
    const same = kind === "regex" ? regexFilter(text) : wildcard(text);
    const asNumber = kind === "word" ? Number(text) : Number.NaN;
    const equal: Test = (json) => {
      const value = read(json);
      if (typeof value === "number" && Number.isFinite(asNumber)) return value === asNumber;
      return value !== undefined && value !== null && same(String(value));
    };
    return operator === "=" ? equal : (json) => read(json) !== undefined && !equal(json);
  }
  const number = Number(text);
  if (!["<", "<=", ">", ">="].includes(operator) || !Number.isFinite(number)) throw unreadable();
  return (json) => {
    const value = read(json);
    return typeof value === "number" && compared(value, operator, number);
  };
}
