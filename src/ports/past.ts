/** A turn of the past as it is found again: what was asked, and what was said. */
export interface PastTurn {
  runId: string;
  thread: string;
  channel: string;
  asker: string;
  /** Milliseconds since the epoch. */
  at: number;
  question: string;
  answer: string;
  /** What its thread began with: the same as `question` where it is the first. */
  firstQuestion: string;
}

/** Whose past may be looked at: that of these channels, and what this person asked where they were alone with the bot. */
export interface PastScope {
  channels: readonly string[];
  aloneWith: string | null;
}

export interface PastQuery {
  text: string;
  scope: PastScope;
  /** Milliseconds since the epoch, `to` exclusive. */
  from?: number;
  to?: number;
  exceptThread?: string;
  most: number;
}

/** What was asked and answered, to be found by its words. Nothing outside the scope is told, not even its number. */
export interface PastTurns {
  /** Best first, one per thread. Words without meaning of their own are passed over; none left finds nothing. */
  search(query: PastQuery): PastTurn[];
  /** Newest first, one per thread. */
  recent(scope: PastScope, asker: string, most: number): PastTurn[];
  /** How many threads the scope has. */
  threads(scope: PastScope): number;
}
