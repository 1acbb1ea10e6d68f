/** What calls have changed, on disk so that it survives a restart: instance states and the account's own new events. */
import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TrailEvent } from "./world/trail-event.ts";

/** The last change of an instance; times are sample time in milliseconds. */
interface InstanceChange {
  power?: { to: "running" | "stopped"; at: number };
  rebootedAt?: number;
}

interface Saved {
  sessionKey: string;
  instances: Record<string, InstanceChange>;
  events: TrailEvent[];
}

export interface State {
  readonly sessionKey: string;
  instance(id: string): InstanceChange;
  changeInstance(id: string, change: InstanceChange): void;
  events(): readonly TrailEvent[];
  addEvent(event: TrailEvent): void;
}

export function openState(dataDir: string): State {
  const file = join(dataDir, "state.json");
  const saved = load(file);
  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify(saved), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  save();
  return {
    sessionKey: saved.sessionKey,
    instance: (id) => saved.instances[id] ?? {},
    changeInstance(id, change) {
      saved.instances[id] = { ...saved.instances[id], ...change };
      save();
    },
    events: () => saved.events,
    addEvent(event) {
      saved.events.push(event);
      save();
    },
  };
}

function load(file: string): Saved {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Saved;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { sessionKey: randomBytes(32).toString("hex"), instances: {}, events: [] };
  }
}
