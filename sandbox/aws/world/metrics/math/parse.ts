import { MathError, type Node, type Operator } from "./ast.ts";

interface Token {
  text: string;
  kind: "number" | "text" | "name" | "symbol";
  at: number;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("[^"]*"|'[^']*')|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new MathError(`unexpected character at position ${at}`);
    const [, number, quoted, name, symbol] = found;
    const kind = number ? "number" : quoted ? "text" : name ? "name" : "symbol";
    tokens.push({ kind, text: number ?? quoted ?? name ?? symbol ?? "", at });
  }
  return tokens;
}

/** Loosest first. */
const levels: Record<string, Operator>[] = [
  { OR: "OR", "||": "OR" },
  { AND: "AND", "&&": "AND" },
  { "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" },
  { "+": "+", "-": "-" },
  { "*": "*", "/": "/" },
];

/** @throws MathError */
export function parseMath(text: string): Node {
  const tokens = tokensOf(text);
  let next = 0;
  const peek = () => tokens[next]?.text;
  const take = (wanted: string) => {
    if (peek() !== wanted) throw new MathError(`expected ${wanted}, found ${peek() ?? "the end"}`);
    next += 1;
  };

  function level(index: number): Node {
    const operators = levels[index];
    if (!operators) return power();
    let left = level(index + 1);
    for (let operator = operators[peek() ?? ""]; operator; operator = operators[peek() ?? ""]) {
      next += 1;
      left = { kind: "operation", operator, left, right: level(index + 1), at: left.at };
    }
    return left;
  }

  function power(): Node {
    const at = tokens[next]?.at ?? text.length;
    if (peek() === "-") {
      next += 1;
      return { kind: "negative", inner: power(), at };
    }
    const left = primary();
    if (peek() !== "^") return left;
    next += 1;
    return { kind: "operation", operator: "^", left, right: power(), at };
  }

  function items(end: string): Node[] {
    const list: Node[] = [];
    while (peek() !== end) {
      if (list.length > 0) take(",");
      list.push(level(0));
    }
    take(end);
    return list;
  }

  function primary(): Node {
    const token = tokens[next];
    if (!token) throw new MathError("the expression ends too early");
    next += 1;
    const { at } = token;
    if (token.kind === "number") return { kind: "number", value: Number(token.text), at };
    if (token.kind === "text") return { kind: "text", value: token.text.slice(1, -1), at };
    if (token.text === "(") {
      const inner = level(0);
      take(")");
      return inner;
    }
    if (token.text === "[") return { kind: "list", items: items("]"), at };
    if (token.kind !== "name") throw new MathError(`unexpected ${token.text}`);
    if (peek() === "(") {
      next += 1;
      return { kind: "call", name: token.text.toUpperCase(), args: items(")"), at };
    }
    if (token.text === "REPEAT" || token.text === "LINEAR") return { kind: "word", name: token.text, at };
    return { kind: "id", name: token.text, at };
  }

  const whole = level(0);
  if (next < tokens.length) throw new MathError(`unexpected ${peek()}`);
  return whole;
}

/** The ids of other queries that an expression needs; `all` where it asks for METRICS(). */
export function idsIn(node: Node): { ids: string[]; all: boolean } {
  switch (node.kind) {
    case "id":
      return { ids: [node.name], all: false };
    case "negative":
      return idsIn(node.inner);
    case "operation":
      return both(idsIn(node.left), idsIn(node.right));
    case "list":
      return node.items.map(idsIn).reduce(both, { ids: [], all: false });
    case "call":
      return node.args.map(idsIn).reduce(both, { ids: [], all: node.name === "METRICS" });
    default:
      return { ids: [], all: false };
  }
}

const both = (a: ReturnType<typeof idsIn>, b: ReturnType<typeof idsIn>) => ({
  ids: [...a.ids, ...b.ids],
  all: a.all || b.all,
});
