import { createHmac, randomBytes } from "node:crypto";
import { secretField, secretPatterns, secretSigns } from "./patterns.ts";

/** Takes secrets out of text before it reaches a model, Slack, a journal or a log. */
export interface Redactor {
  /** Idempotent; text without secrets comes back unchanged. */
  redact(text: string): string;
  /** The same over every string of a JSON-like value; fields named like secrets lose their whole value. */
  redactDeep<T>(value: T): T;
}

const MAX_DEPTH = 64;
/** Words of a length that base64 of the shortest secret has. */
const isLong = /[A-Za-z0-9+/]{24}/;
const base64 = /[A-Za-z0-9+/]{24,}={0,2}/g;
const placeholders = /(\[redacted:[a-z-]{1,24}:[0-9a-f]{4}\])/;

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
    `[redacted:${kind}:${createHmac("sha256", key).update(secret).digest("hex").slice(0, 4)}]`;

  const plainly = (text: string): string => {
    if (!secretSigns.test(text)) return text;
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

  const redact = (text: string): string => {
    const clean = plainly(text);
    return isLong.test(clean) ? outsidePlaceholders(clean, encoded) : clean;
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

  return { redact, redactDeep: <T>(value: T) => deep(value, 0) as T };
}

/** For callers that keep no key of their own: placeholders compare within this process only. */
const ownRedactor = createRedactor(randomBytes(32));

export const redact = ownRedactor.redact;
export const redactDeep = ownRedactor.redactDeep;
