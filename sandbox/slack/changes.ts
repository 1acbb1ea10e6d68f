import { randomBytes } from "node:crypto";
import type { Ephemeral } from "./entities.ts";

/** Something that somebody's screen has to show. Says what changed, not how it looks: that depends on who looks. */
export type Change =
  | { type: "message"; channel: string; ts: string }
  | { type: "deleted"; channel: string; ts: string; thread_ts?: string; only_for?: string }
  | { type: "ephemeral"; message: Ephemeral }
  | { type: "status"; channel: string; thread_ts: string }
  | { type: "prompts"; channel: string }
  | { type: "view"; user: string }
  | { type: "home"; user: string }
  | { type: "directory" }
  | { type: "read"; user: string; channel: string; last_read: string }
  | { type: "clock" };

export interface Numbered {
  /** `<start of this process>-<number>`: tells a listener that comes back whether it can be caught up. */
  id: string;
  change: Change;
}

/** The feed of changes, with enough of the past for a listener whose connection broke. */
export interface Changes {
  publish(change: Change): void;
  subscribe(listener: (numbered: Numbered) => void): () => void;
  /** The id of the newest change. */
  latest(): string;
  /** What came after `id`; null when that is not known any more and everything has to be read again. */
  since(id: string): Numbered[] | null;
}

const REMEMBERED = 2_000;

export function createChanges(): Changes {
  const boot = randomBytes(4).toString("hex");
  const past: Numbered[] = [];
  const listeners = new Set<(numbered: Numbered) => void>();
  let count = 0;
  return {
    publish(change) {
      count += 1;
      const numbered = { id: `${boot}-${count}`, change };
      past.push(numbered);
      if (past.length > REMEMBERED) past.shift();
      for (const listener of listeners) listener(numbered);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    latest: () => `${boot}-${count}`,
    since(id) {
      const [start, number] = id.split("-");
      const missed = count - Number(number);
      if (start !== boot || !(missed >= 0) || missed > past.length) return null;
      return missed === 0 ? [] : past.slice(-missed);
    },
  };
}
