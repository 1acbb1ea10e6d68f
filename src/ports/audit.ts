/** The newest entry: what is posted elsewhere, so that a missing end shows. */
export interface AuditHead {
  seq: number;
  hash: string;
}

/** A card as it was sent to Slack. */
export interface ShownCard {
  approvalId: string;
  /** Of the request, when it was drawn. */
  state: string;
  channel: string;
  ts: string;
  text: string;
  /** Of Block Kit; none where words alone were sent. Without secrets. */
  blocks: readonly object[];
}

export interface Audit {
  /** Appends to the hash chain. `detail` is stored redacted. */
  record(what: string, detail: Record<string, unknown>): void;
  /** Records a card with the SHA-256 of what was sent. The same once more after itself is one version, recorded once. */
  shown(card: ShownCard): void;
  head(): AuditHead | null;
  /** The newest entry of one of these kinds; its detail as it is stored. */
  latest(kinds: string[]): { what: string; detail: Record<string, unknown> } | null;
}
