import type { Json } from "./entities.ts";

/** An answer `{ok: false, error}` with one of Slack's own error names. Becomes HTTP 200, as Slack does it. */
export class SlackError extends Error {
  readonly error: string;
  readonly extra: Json;

  constructor(error: string, extra: Json = {}) {
    super(error);
    this.name = "SlackError";
    this.error = error;
    this.extra = extra;
  }
}

/** Slack's way of saying which argument is wrong: the messages also stand in `response_metadata`. */
export function invalidArguments(...messages: string[]): SlackError {
  return new SlackError("invalid_arguments", {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
