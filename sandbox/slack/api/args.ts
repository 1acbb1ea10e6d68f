import { isRecord } from "../blocks/is-record.ts";
import type { Json } from "../entities.ts";
import { invalidArguments, SlackError } from "../slack-error.ts";

/** Arguments of a call, whichever way they were sent: a form's strings or JSON's own types. */
export interface Args {
  /** As sent, for the journal. */
  readonly raw: Json;
  has(name: string): boolean;
  /** An empty string counts as absent, as in Slack. */
  text(name: string): string | undefined;
  required(name: string): string;
  flag(name: string): boolean;
  number(name: string, fallback: number): number;
  /** A nested value, parsed where it came as a JSON string; throws `error` when it is no JSON. */
  nested(name: string, error?: string): unknown;
  record(name: string): Json | undefined;
}

export function createArgs(raw: Json): Args {
  const args: Args = {
    raw,
    has: (name) => raw[name] !== undefined && raw[name] !== "",
    text(name) {
      const value = raw[name];
      if (value === undefined || value === null || value === "") return undefined;
      return typeof value === "string" ? value : JSON.stringify(value);
    },
    required(name) {
      const value = args.text(name);
      if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
      return value;
    },
    flag: (name) => raw[name] === true || raw[name] === "true" || raw[name] === "1",
    number(name, fallback) {
      const value = Number(args.text(name) ?? fallback);
      return Number.isFinite(value) ? value : fallback;
    },
    nested(name, error = "invalid_arguments") {
      const value = raw[name];
      if (typeof value !== "string") return value ?? undefined;
      if (value === "") return undefined;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        throw new SlackError(error);
      }
    },
    record(name) {
      const value = args.nested(name);
      if (value === undefined) return undefined;
      if (!isRecord(value)) throw invalidArguments(`must be an object: ${name}`);
      return value;
    },
  };
  return args;
}
