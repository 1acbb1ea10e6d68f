import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";

/** Collects what is wrong with blocks in Slack's own words: a sentence and the JSON pointer it is about. */
export interface Report {
  readonly errors: readonly string[];
  add(path: string, message: string): void;
  /** An object with no other keys than these, next to `type`; undefined when it is none. */
  object(value: unknown, path: string, keys: readonly string[]): Json | undefined;
  /** A string of 1..max characters (0 allowed where `empty` is set); missing is reported unless `optional`. */
  text(value: unknown, path: string, max: number, rules?: { optional?: boolean; empty?: boolean }): void;
  /** A text object of one of the given types. */
  textObject(value: unknown, path: string, max: number, types?: readonly string[]): void;
  /** The same, or nothing. */
  maybeText(value: unknown, path: string, max: number, types?: readonly string[]): void;
  /** An array of 1..max entries; returns it, or an empty one when it is unusable. */
  list(value: unknown, path: string, max: number): unknown[];
  oneOf(value: unknown, path: string, allowed: readonly string[], rules?: { optional?: boolean }): void;
  /** A whole number, or nothing. */
  maybeNumber(value: unknown, path: string, min: number, max: number): void;
  maybeFlag(value: unknown, path: string): void;
  /** A string of this form, or nothing. */
  maybeLike(value: unknown, path: string, form: RegExp, what: string): void;
  url(value: unknown, path: string): void;
}

const LOCAL_HOST = /^(localhost|.*\.local|.*\.internal|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[)/;

export function createReport(): Report {
  const errors: string[] = [];
  const missing = (path: string, value: unknown, otherwise: string): void =>
    report.add(path, value === undefined ? "missing required field" : otherwise);
  const report: Report = {
    errors,
    add: (path, message) => void errors.push(`${message} [json-pointer:${path}]`),
    object(value, path, keys) {
      if (!isRecord(value)) {
        missing(path, value, "must be an object");
        return undefined;
      }
      for (const key of Object.keys(value)) {
        if (key !== "type" && !keys.includes(key)) report.add(path, `invalid additional property: ${key}`);
      }
      return value;
    },
    text(value, path, max, rules = {}) {
      if (value === undefined && rules.optional) return;
      if (typeof value !== "string") missing(path, value, "must be a string");
      else if (value.length === 0 && !rules.empty) report.add(path, "must be more than 0 characters");
      else if (value.length > max) report.add(path, `must be less than ${max + 1} characters`);
    },
    textObject(value, path, max, types = ["plain_text", "mrkdwn"]) {
      const given = report.object(value, path, ["text", "emoji", "verbatim"]);
      if (!given) return;
      report.oneOf(given.type, `${path}/type`, types);
      report.text(given.text, `${path}/text`, max);
      report.maybeFlag(given.emoji, `${path}/emoji`);
      report.maybeFlag(given.verbatim, `${path}/verbatim`);
    },
    maybeText(value, path, max, types) {
      if (value !== undefined) report.textObject(value, path, max, types);
    },
    list(value, path, max) {
      if (!Array.isArray(value)) {
        missing(path, value, "must be an array");
        return [];
      }
      if (value.length === 0) report.add(path, "no less than 1 items allowed");
      if (value.length > max) report.add(path, `no more than ${max} items allowed`);
      return value;
    },
    oneOf(value, path, allowed, rules = {}) {
      if (value === undefined && rules.optional) return;
      if (typeof value !== "string" || !allowed.includes(value))
        report.add(path, `must be one of: ${allowed.join(", ")}`);
    },
    maybeNumber(value, path, min, max) {
      if (value === undefined) return;
      if (typeof value !== "number" || !Number.isInteger(value)) report.add(path, "must be a number");
      else if (value < min) report.add(path, `must be greater than or equal to ${min}`);
      else if (value > max) report.add(path, `must be less than or equal to ${max}`);
    },
    maybeFlag(value, path) {
      if (value !== undefined && typeof value !== "boolean") report.add(path, "must be a boolean");
    },
    maybeLike(value, path, form, what) {
      if (value === undefined) return;
      const isPlain = typeof value === "string" || typeof value === "number";
      if (!isPlain || !form.test(`${value}`)) report.add(path, `must be ${what}`);
    },
    url(value, path) {
      report.text(value, path, limits.block.imageUrl);
      if (typeof value !== "string") return;
      const url = URL.parse(value);
      if (url?.protocol !== "https:") report.add(path, "must be a public https URL");
      else if (LOCAL_HOST.test(url.hostname)) report.add(path, "downloading image failed");
    },
  };
  return report;
}
