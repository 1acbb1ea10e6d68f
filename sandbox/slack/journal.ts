import type { Json } from "./entities.ts";

/** One thing that passed between the app and the workspace. Times are real, not the workspace's clock. */
export type JournalEntry = { n: number; at: string } & (
  | { kind: "call"; method: string; args: Json; status: number; response: unknown; ms: number; fault?: string }
  | { kind: "envelope"; envelope_id: string; type: string; retry_attempt: number; socket: number; payload: Json }
  | { kind: "ack"; envelope_id: string; payload: unknown; ms: number }
  | { kind: "unanswered"; envelope_id: string; type: string }
  | { kind: "socket"; socket: number; event: "open" | "close" | "disconnect"; reason?: string }
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
