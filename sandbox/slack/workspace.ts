import { createDialogs, type Dialogs, type IssuedResponse } from "./acts/dialogs.ts";
import { type Apps, createApps, type InstalledApp } from "./apps.ts";
import { type Changes, createChanges } from "./changes.ts";
import { type Clock, type ClockOptions, createClock } from "./clock.ts";
import type { DemoEnds } from "./control/types.ts";
import type { Channel, Message, Person, Team, View } from "./entities.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createJournal, type Journal } from "./journal.ts";
import { createMoments, type Moments, type SuggestedPrompts } from "./moments.ts";
import { createRates, type Rates } from "./rates.ts";
import { createSettings, type Settings, type SettingsStore } from "./settings.ts";
import type { Setup } from "./setup.ts";
import { createSocketMode, type PendingEvent } from "./socket/socket-mode.ts";
import { openDatabase } from "./store/database.ts";
import { createDirectory, type Directory } from "./store/directory.ts";
import { createDocuments, type Documents } from "./store/documents.ts";
import { createFileStore, type FileStore } from "./store/files.ts";
import { createMessageStore, type MessageStore } from "./store/messages.ts";
import { type Tokens, tokensOf } from "./store/tokens.ts";
import { createTimers, type Timers } from "./timers.ts";
import { createTimestamps } from "./timestamps.ts";

/** Everything the parts of the workspace share. Each part is a function of this and changes nothing behind its back. */
export interface Workspace {
  team: Team;
  /** Only in the demo. */
  demo?: DemoEnds;
  clock: Clock;
  timers: Timers;
  settings: SettingsStore;
  apps: Apps;
  directory: Directory;
  messages: MessageStore;
  files: FileStore;
  /** The Home tab each person was shown last, by app and person (`homeKey`). */
  homes: Documents<View>;
  /** The prompts an app has set, by channel. */
  prompts: Documents<SuggestedPrompts>;
  /** How far each person has read, by person and channel (`readKey`). */
  reads: Documents<string>;
  moments: Moments;
  dialogs: Dialogs;
  changes: Changes;
  journal: Journal;
  faults: Faults;
  rates: Rates;
  newTs(): string;
  /** For example `http://127.0.0.1:3000`; known once the server listens. */
  baseUrl: string;
  close(): void;
}

export interface WorkspaceOptions {
  dir: string;
  clock: Pick<ClockOptions, "now" | "file">;
  setup: Setup;
  demo?: DemoEnds;
}

export function createWorkspace({ dir, clock: given, setup, demo }: WorkspaceOptions): Workspace {
  const db = openDatabase(dir);
  const shifts = createDocuments<number>(db, "clock");
  const clock = createClock({
    ...given,
    shift: shifts.get("shift") ?? 0,
    onMove: (shift) => shifts.put("shift", shift),
  });
  const settings = createSettings(createDocuments<Settings>(db, "settings"));
  const tokens = createDocuments<Tokens>(db, "tokens");
  const pendingEvents = createDocuments<PendingEvent>(db, "pending_event");
  const journal = createJournal();
  const faults = createFaults();
  const timers = createTimers(clock);
  const messages = createMessageStore(db);
  const install = (app: Setup["apps"][number]): InstalledApp => ({
    ...app,
    tokens: tokensOf(tokens, app.id),
    socket: createSocketMode({ appId: app.id, journal, settings, faults, timers, pendingEvents }),
  });
  const apps = createApps(setup.apps.map(install) as [InstalledApp, ...InstalledApp[]]);
  return {
    team: setup.team,
    ...(demo ? { demo } : {}),
    clock,
    timers,
    settings,
    apps,
    directory: createDirectory(db, setup),
    messages,
    files: createFileStore(db, dir),
    homes: createDocuments<View>(db, "home"),
    prompts: createDocuments<SuggestedPrompts>(db, "prompts"),
    reads: createDocuments<string>(db, "read"),
    moments: createMoments(),
    dialogs: createDialogs(clock, createDocuments<IssuedResponse>(db, "response")),
    changes: createChanges(),
    journal,
    faults,
    rates: createRates(clock, settings),
    newTs: createTimestamps(clock, messages.hasTs),
    baseUrl: "",
    close() {
      for (const app of apps.all()) app.socket.close();
      timers.close();
      db.close();
    },
  };
}

/** Whether this person may read this conversation. */
export function canSee(channel: Channel, person: Person): boolean {
  return channel.members.includes(person.id) || (channel.kind === "public" && !person.is_restricted);
}

/** The ts of the thread a message belongs to: its own when it is a root. */
export function threadOf(message: Pick<Message, "ts" | "thread_ts">): string {
  return message.thread_ts ?? message.ts;
}

/** Where the Home tab that an app has published for a person is kept. */
export function homeKey(app: string, user: string): string {
  return `${app}:${user}`;
}

/** Where it is kept how far a person has read a channel. */
export function readKey(user: string, channel: string): string {
  return `${user}:${channel}`;
}
