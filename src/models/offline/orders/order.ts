/** What a sentence lacks: asked back by one of these. */
export type Missing = "target" | "number" | "tag" | "unit" | "days" | "finding";

/** A change that a sentence orders, as the call of the tool that proposes it. */
export interface Order {
  tool: string;
  input: Record<string, unknown>;
  missing?: Missing;
  /** "All of them": what the last result lists. */
  listed?: true;
}

/** Reads one family of orders; null where a sentence is none of it. */
export type ReadOrder = (text: string) => Order | null;

const NAME = /(?<![\w./-])(?:[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+|i-[0-9a-f]{8,17})(?![\w/-])/gi;
/** Words with a hyphen that name nothing. */
const NO_NAME = /^(?:roll-?back|re-?deploy|on-call|opt-in|auto-scaling|check-?up|un-?archive|read-only)$/i;

/** Names as resources have them, in order, each once. */
export function namesIn(text: string): string[] {
  const found = [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !NO_NAME.test(name));
  return [...new Set(found)];
}

/** What is asked of, not ordered: who did it, how it is done, or that it be left. */
export const isNoOrder = (text: string): boolean =>
  /누가|누구|언제|왜|어떻게|방법|이력|기록|내역|몇\s*(?:번|건|개)|하지\s*마|지\s*말|됐(?:어|나|는지)|했(?:어|나|는지)|였(?:어|나)/.test(
    text,
  ) || /\b(?:who|when|why|how|what happened|did|was|were|has|history|don'?t|do not|never)\b/i.test(text);

/** The number that a target is to have: "5개로", "to 5". */
export function numberIn(text: string): number | null {
  const found = /(\d+)\s*(?:개|대|로|으로|명)|\bto\s+(\d+)|=\s*(\d+)\b|\b(\d+)\s+(?:tasks?|instances?)\b/i.exec(text);
  const digits = found?.slice(1).find((group) => group !== undefined);
  return digits === undefined ? null : Number(digits);
}
