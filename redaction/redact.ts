import { createHmac, randomBytes } from "node:crypto";
import { replaceBroken, unbroken } from "./broken.ts";
import { goesOnAfter, replaceKeyLines, tellsOfKey } from "./key-lines.ts";
import { secretField, secretPatterns, secretSigns } from "./patterns.ts";

/** Takes secrets out of text before it reaches a model, Slack, a journal or a log. */
export interface Redactor {
  /** Idempotent; text without secrets comes back unchanged. */
  redact(text: string): string;
  /** The same over every string of a JSON-like value; fields named like secrets lose their whole value. */
  redactDeep<T>(value: T): T;
  /** Rows that are redacted already: the lines of a private key that stands over several of them go as well. */
  redactRows<T>(rows: T[][]): T[][];
  /** For texts that follow one another: `redact`, and the lines of a key that began in an earlier one. */
  inOrder(): (text: string) => string;
}

const MAX_DEPTH = 64;
/** Words of a length that base64 of the shortest secret has. */
const isLong = /[A-Za-z0-9+/]{24}/;
const base64 = /[A-Za-z0-9+/]{24,}={0,2}/g;
const placeholders = /(\[redacted:[a-z-]{1,24}:[0-9a-f]{4}\])/;

/** Also where a line ends within a sign. */
const hasSigns = (text: string): boolean => {
  const joined = unbroken(text);
  return secretSigns.test(text) || (joined !== text && secretSigns.test(joined));
};

/** What is already a placeholder is never looked at again, so redacting twice changes nothing. */
function outsidePlaceholders(text: string, change: (part: string) => string): string {
  return text
    .split(placeholders)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join("");
}

/**
 * A secret becomes `[redacted:<kind>:<4 hex>]`. The digits are an HMAC under `key`: equal secrets stay comparable
 * to whoever holds the same key, and sixteen bits say nothing about the value.
 */
export function createRedactor(key: string | Buffer): Redactor {
  const placeholder = (kind: string, secret: string) =>
    `[redacted:${kind}:${createHmac("sha256", key).update(unbroken(secret)).digest("hex").slice(0, 4)}]`;

  const plainly = (text: string): string => {
    if (!hasSigns(text)) return text;
    let clean = text;
    for (const { kind, regex } of secretPatterns) {
      clean = outsidePlaceholders(clean, (part) =>
        part.replace(regex, (match: string, ...rest: unknown[]) => {
          const { value } = rest.at(-1) as { value: string };
          const at = match.lastIndexOf(value);
          return match.slice(0, at) + placeholder(kind, value) + match.slice(at + value.length);
        }),
      );
    }
    return clean;
  };

  /** What holds a secret once it is decoded goes as a whole. */
  const encoded = (text: string): string =>
    text.replace(base64, (word) => {
      const inner = Buffer.from(word, "base64").toString("latin1");
      return plainly(inner) === inner ? word : placeholder("encoded", word);
    });

  const acrossLines = (text: string): string =>
    secretPatterns
      .filter((pattern) => pattern.acrossLines)
      .reduce((clean, { kind, regex }) => replaceBroken(clean, regex, (value) => placeholder(kind, value)), text);

  const redact = (text: string): string => {
    const plain = plainly(text);
    const clean = hasSigns(plain) ? acrossLines(plain) : plain;
    return isLong.test(clean) ? outsidePlaceholders(clean, encoded) : clean;
  };

  const withoutKeyLines = (text: string): string => replaceKeyLines(text, (line) => placeholder("private-key", line));

  const redactRows = <T>(rows: T[][]): T[][] => {
    const columns = new Set<number>();
    for (const row of rows)
      for (const [at, cell] of row.entries()) if (typeof cell === "string" && tellsOfKey(cell)) columns.add(at);
    if (columns.size === 0) return rows;
    return rows.map((row) =>
      row.map((cell, at) => (typeof cell === "string" && columns.has(at) ? (withoutKeyLines(cell) as T) : cell)),
    );
  };

  const inOrder = () => {
    let within = false;
    return (text: string): string => {
      const clean = redact(text);
      const shown = within ? withoutKeyLines(clean) : clean;
      within = goesOnAfter(text, within);
      return shown;
    };
  };

  const deep = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") return redact(value);
    if (value === null || typeof value !== "object" || value instanceof Date) return value;
    if (depth >= MAX_DEPTH) return "[redacted:too-deep]";
    if (Array.isArray(value)) return value.map((item) => deep(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        redact(name),
        typeof item === "string" && item !== "" && secretField.test(name) && !item.startsWith("[redacted:")
          ? placeholder("secret", item)
          : deep(item, depth + 1),
      ]),
    );
  };

  return { redact, redactDeep: <T>(value: T) => deep(value, 0) as T, redactRows, inOrder };
}

/** For callers that keep no key of their own: placeholders compare within this process only. */
const ownRedactor = createRedactor(randomBytes(32));

export const redact = ownRedactor.redact;
export const redactDeep = ownRedactor.redactDeep;
export const redactRows = ownRedactor.redactRows;
export const redactInOrder = ownRedactor.inOrder;
