/** The command line cannot be understood: shown with the usage, exit code 64. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Understood, but it cannot be done here and now: shown as one sentence, exit code 1. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** One of the processes ended or did not get ready: shown with its last lines, exit code 1. */
export class ProcessFailure extends Error {
  override name = "ProcessFailure";
  readonly lastLines: string[];

  constructor(message: string, lastLines: string[]) {
    super(message);
    this.lastLines = lastLines;
  }
}
