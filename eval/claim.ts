/**
 * What a right reply says, as values: never the words or the layout of one. `name` is for the report of what was missed.
 */
export type Claim =
  /** A sum in US dollars; `within` is a share of it. */
  | { kind: "usd"; name: string; value: number; within: number }
  /** A percentage; `within` in points. */
  | { kind: "percent"; name: string; value: number; within: number }
  | { kind: "count"; name: string; value: number }
  /** An instant to the minute, in the asker's zone, or in UTC where the reply says so. ISO with offset. */
  | { kind: "moment"; name: string; at: string }
  | { kind: "day"; name: string; at: string }
  /** Any of these texts. */
  | { kind: "text"; name: string; ways: string[] }
  /** One line (of the text, a table, or a file posted with it) that names `key` and holds the rest. */
  | { kind: "row"; name: string; key: string[]; claims: Claim[] }
  /** What `pattern` finds in the reply and its files is this set, nothing less or more. */
  | { kind: "set"; name: string; pattern: RegExp; wanted: readonly string[] }
  | { kind: "picture"; name: string };

const HALF_A_PERCENT = 0.005;

export const usd = (name: string, value: number, within = HALF_A_PERCENT): Claim => ({
  kind: "usd",
  name,
  value,
  within,
});
export const percent = (name: string, value: number, within = 0.5): Claim => ({ kind: "percent", name, value, within });
export const count = (name: string, value: number): Claim => ({ kind: "count", name, value });
export const moment = (name: string, at: string): Claim => ({ kind: "moment", name, at });
export const day = (name: string, at: string): Claim => ({ kind: "day", name, at });
export const text = (name: string, ...ways: string[]): Claim => ({ kind: "text", name, ways });
export const row = (key: string | string[], ...claims: Claim[]): Claim => {
  const keys = [key].flat();
  return { kind: "row", name: keys[0] ?? "", key: keys, claims };
};
export const exactly = (name: string, pattern: RegExp, wanted: readonly string[]): Claim => ({
  kind: "set",
  name,
  pattern,
  wanted,
});
export const picture = (name: string): Claim => ({ kind: "picture", name });
