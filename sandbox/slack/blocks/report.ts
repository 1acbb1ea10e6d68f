import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";

/** Collects what is wrong with blocks in Slack's own words: a sentence and the JSON pointer it is about. */
export interface Report {
  readonly errors: readonly string[];
  add(path: string, message: string): void;
  /** A string of 1..max characters (0 allowed where `empty` is set); missing is reported unless `optional`. */
  text(value: unknown, path: string, max: number, rules?: { optional?: boolean; empty?: boolean }): void;
  /** A text object of one of the given types. */
  textObject(value: unknown, path: string, max: number, types?: readonly string[]): void;
  /** An array of 1..max entries; returns it, or an empty one when it is unusable. */
  list(value: unknown, path: string, max: number): unknown[];
  url(value: unknown, path: string): void;
}

const LOCAL_HOST = /^(localhost|.*\.local|.*\.internal|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[)/;

export function createReport(): Report {
  const errors: string[] = [];
  const report: Report = {
    errors,
    add: (path, message) => void errors.push(`${message} [json-pointer:${path}]`),
    text(value, path, max, rules = {}) {
      if (value === undefined && rules.optional) return;
      if (typeof value !== "string")
        report.add(path, value === undefined ? "missing required field" : "must be a string");
      else if (value.length === 0 && !rules.empty) report.add(path, "must be more than 0 characters");
      else if (value.length > max) report.add(path, `must be less than ${max + 1} characters`);
    },
    textObject(value, path, max, types = ["plain_text", "mrkdwn"]) {
      if (!isRecord(value)) {
        report.add(path, value === undefined ? "missing required field" : "must be an object");
        return;
      }
      if (!types.includes(String(value.type))) report.add(`${path}/type`, `must be one of: ${types.join(", ")}`);
      report.text(value.text, `${path}/text`, max);
    },
    list(value, path, max) {
      if (!Array.isArray(value)) {
        report.add(path, value === undefined ? "missing required field" : "must be an array");
        return [];
      }
      if (value.length === 0) report.add(path, "no less than 1 items allowed");
      if (value.length > max) report.add(path, `no more than ${max} items allowed`);
      return value;
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
