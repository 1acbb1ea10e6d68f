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

/** Shown to the client as written; never logged as a fault. The message is a full sentence. */
export class ToolError extends Error {
  override name = "ToolError";
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The caller's input is not usable as it is; the message names the accepted forms. */
export class InputError extends ToolError {
  override name = "InputError";
  constructor(message: string) {
    super("invalid_input", message);
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
