/**
 * What calls have changed, on disk so that it survives a restart: one small document per changed thing, and the
 * account's own new events. The world says how things began; an operation lays these documents over it.
 */
import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TrailEvent } from "./world/trail-event.ts";

export const STATE_FILE = "state.json";

interface Saved {
  sessionKey: string;
  anchor?: number;
  things: Record<string, Record<string, unknown>>;
  events: { account: string; event: TrailEvent }[];
}

/** The documents of one kind, by id; ids of regional things carry account and region. */
export interface Things<T> {
  get(id: string): T | undefined;
  set(id: string, thing: T): void;
  all(): [id: string, thing: T][];
}

export interface State {
  readonly sessionKey: string;
  /** The midnight of the first start; the first one given is kept. */
  firstDay(today: number): number;
  /** @param kind e.g. `instance`, `ecs-service`: one kind has one shape. */
  things<T>(kind: string): Things<T>;
  events(account: string): readonly TrailEvent[];
  addEvent(account: string, event: TrailEvent): void;
}

export function openState(dataDir: string): State {
  const file = join(dataDir, STATE_FILE);
  const saved = load(file);
  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify(saved), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  save();
  const eventsOf = new Map<string, TrailEvent[]>();
  for (const { account, event } of saved.events) eventsOf.set(account, [...(eventsOf.get(account) ?? []), event]);
  return {
    sessionKey: saved.sessionKey,
    firstDay(today) {
      if (saved.anchor === undefined) {
        saved.anchor = today;
        save();
      }
      return saved.anchor;
    },
    things<T>(kind: string): Things<T> {
      saved.things[kind] ??= {};
      const things = saved.things[kind] as Record<string, T>;
      return {
        get: (id: string) => things[id],
        set(id: string, thing: T) {
          things[id] = thing;
          save();
        },
        all: () => Object.entries(things) as [string, T][],
      };
    },
    events: (account) => eventsOf.get(account) ?? [],
    addEvent(account, event) {
      saved.events.push({ account, event });
      eventsOf.set(account, [...(eventsOf.get(account) ?? []), event]);
      save();
    },
  };
}

function load(file: string): Saved {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Saved;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { sessionKey: randomBytes(32).toString("hex"), things: {}, events: [] };
  }
}
