/** The newest entry: what is posted elsewhere, so that a missing end shows. */
export interface AuditHead {
  seq: number;
  hash: string;
}

export interface Audit {
  /** Appends to the hash chain. `detail` is stored redacted. */
  record(what: string, detail: Record<string, unknown>): void;
  head(): AuditHead | null;
  /** The newest entry of one of these kinds; its detail as it is stored. */
  latest(kinds: string[]): { what: string; detail: Record<string, unknown> } | null;
}
