export type DrawErrorCode =
  | "no_data"
  | "unknown_chart"
  | "bad_columns"
  | "bad_diagram"
  | "too_many_rows"
  | "timeout"
  | "failed";

/**
 * The only error `draw` throws, besides the reason of an aborted signal. The message is an English sentence that
 * names what to do, fit for a model; `no_data` is the caller's cue to answer with a sentence instead of a picture.
 */
export class DrawError extends Error {
  readonly code: DrawErrorCode;

  constructor(code: DrawErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DrawError";
    this.code = code;
  }
}
