export type SpanAttributes = Record<string, string | number | boolean>;

/** The step that runs now; what is learned of it on the way. */
export interface OpenSpan {
  set(attributes: SpanAttributes): void;
  /** Marks a step as failed that does not throw; a code, never a text from outside. */
  failed(code: string): void;
}

/** Where the time of a turn goes. Attributes are names, numbers and codes: never a question, an answer or a row. */
export interface Spans {
  /** Runs `work` as a step of whatever step it is called in. What it throws is thrown on, and marks the step. */
  run<T>(name: string, attributes: SpanAttributes, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** A step of the present one that was timed elsewhere: `at` in milliseconds since the epoch by the machine's clock. */
  past(name: string, attributes: SpanAttributes, time: { at: number; ms: number }, failed: string | null): void;
}
