/** A metric math expression as a tree; `at` is where it begins in the text. */
export type Node =
  | { kind: "number"; value: number; at: number }
  | { kind: "text"; value: string; at: number }
  | { kind: "id"; name: string; at: number }
  | { kind: "word"; name: "REPEAT" | "LINEAR"; at: number }
  | { kind: "list"; items: Node[]; at: number }
  | { kind: "negative"; inner: Node; at: number }
  | { kind: "operation"; operator: Operator; left: Node; right: Node; at: number }
  | { kind: "call"; name: string; args: Node[]; at: number };

export type Operator = "+" | "-" | "*" | "/" | "^" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "AND" | "OR";

/** What is wrong with an expression; CloudWatch answers it with ValidationError. */
export class MathError extends Error {}
