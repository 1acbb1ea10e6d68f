/** The newest entry: what is posted elsewhere, so that a missing end shows. */
export interface AuditHead {
  seq: number;
  hash: string;
}

export interface Audit {
  /** Appends to the hash chain. `detail` is stored redacted. */
  record(what: string, detail: Record<string, unknown>): void;
  head(): AuditHead | null;
}
