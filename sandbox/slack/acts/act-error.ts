/** A person tried what the workspace does not let them do. `code` is stable, the message is for the caller. */
export class ActError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ActError";
    this.code = code;
  }
}
