import type { Bilingual } from "./results.ts";

/**
 * What can go wrong, as the client sees it: a code and a sentence that says what to do next.
 * Handlers throw; `explain` (error-text.ts) is the only place that turns any error into words.
 */
export type ErrorCode =
  | "invalid_input"
  | "access_denied"
  | "throttled"
  | "not_found"
  | "ambiguous"
  | "expired_credentials"
  | "unavailable"
  | "budget"
  | "internal";

/** One thing that may have been meant; `value` is what to ask with instead: a name, or the `whole` question. */
export interface Choice {
  label: string;
  value: string;
  whole?: true;
}

/** Shown to the client as written, in its language; never logged as a fault. `text` is full sentences, the same in both. */
export class ToolError extends Error {
  override name = "ToolError";
  readonly code: ErrorCode;
  readonly text: Bilingual;
  /** Of an `ambiguous` one: what to pick from. Labels hold text from AWS, made safe by `field`. */
  readonly choices: readonly Choice[];
  /** Paid requests (Cost Explorer) that were sent nevertheless. */
  readonly requests: number;
  constructor(code: ErrorCode, text: Bilingual, choices: readonly Choice[] = [], requests = 0) {
    super(text.en);
    this.code = code;
    this.text = text;
    this.choices = choices;
    this.requests = requests;
  }
}

/** The caller's input is not usable as it is; the text names the accepted forms. */
export class InputError extends ToolError {
  override name = "InputError";
  constructor(text: Bilingual) {
    super("invalid_input", text);
  }
}

/** An AWS call that failed, with where it went. Shown as a sentence made from these facts, not from AWS's message. */
export class AwsCallError extends Error {
  override name = "AwsCallError";
  /** As in IAM policies: `cloudtrail:LookupEvents`. */
  readonly action: string;
  readonly account: string;
  readonly region: string;
  constructor(at: { action: string; account: string; region: string }, cause: unknown) {
    super(`${at.action} failed in ${at.region} of ${at.account}`, { cause });
    this.action = at.action;
    this.account = at.account;
    this.region = at.region;
  }
}
