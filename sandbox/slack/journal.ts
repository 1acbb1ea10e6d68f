import type { Json } from "./entities.ts";

/** One thing that passed between the app and the workspace. Times are real, not the workspace's clock. */
export type JournalEntry = { n: number; at: string } & (
  | {
      kind: "call";
      /** A Web API method, `upload` or `response_url`. */
      method: string;
      /** Whose token it was; absent when it was nobody's. */
      app?: string;
      args: Json;
      status: number;
      response: unknown;
      ms: number;
      fault?: string;
    }
  | {
      kind: "envelope";
      app: string;
      envelope_id: string;
      type: string;
      retry_attempt: number;
      socket: number;
      payload: Json;
      fault?: string;
    }
  | { kind: "ack"; envelope_id: string; payload: unknown; ms: number }
  | { kind: "unanswered"; envelope_id: string; type: string }
  | { kind: "socket"; app: string; socket: number; event: "open" | "close" | "disconnect" | "silent"; reason?: string }
);

type Unnumbered<T> = T extends unknown ? Omit<T, "n" | "at"> : never;

/** What tests read instead of guessing: every Web API call and every envelope with its ack, newest last. */
export interface Journal {
  add(entry: Unnumbered<JournalEntry>): void;
  since(n: number): JournalEntry[];
}

const KEPT = 10_000;

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  let n = 0;
  return {
    add(entry) {
      n += 1;
      entries.push({ n, at: new Date().toISOString(), ...entry } as JournalEntry);
      if (entries.length > KEPT) entries.shift();
    },
    since: (from) => entries.filter((entry) => entry.n > from),
  };
}
