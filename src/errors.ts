/**
 * Errors by who sees them. Everything else is a bug: logged with its stack, told as "internal" with the run's id.
 */

/** Wrong configuration: shown on stderr at start, every problem at once; the process exits with 1. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** The state on disk cannot be used: shown on stderr; the process does not start, and never begins a new file instead. */
export class StoreError extends Error {
  override name = "StoreError";
}

/** An end that must be there cannot be used at the start: shown on stderr; the process exits with 1. */
export class StartError extends Error {
  override name = "StartError";
}
