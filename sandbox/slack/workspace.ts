import { createDialogs, type Dialogs } from "./acts/dialogs.ts";
import { createFaults, type Faults } from "./api/faults.ts";
import { app } from "./cast.ts";
import { type Changes, createChanges } from "./changes.ts";
import type { Clock } from "./clock.ts";
import type { Channel, Json, Message, Person } from "./entities.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { Manifest } from "./manifest.ts";
import { createMoments, type Moments } from "./moments.ts";
import { createSocketMode, type SocketMode } from "./socket/socket-mode.ts";
import { openDatabase } from "./store/database.ts";
import { createDirectory, type Directory } from "./store/directory.ts";
import { createDocuments, type Documents } from "./store/documents.ts";
import { createFileStore, type FileStore } from "./store/files.ts";
import { createMessageStore, type MessageStore } from "./store/messages.ts";
import { loadSecrets, type Secrets } from "./store/secrets.ts";
import { createTimestamps } from "./timestamps.ts";

/** Everything the parts of the workspace share. Each part is a function of this and changes nothing behind its back. */
export interface Workspace {
  clock: Clock;
  manifest: Manifest;
  secrets: Secrets;
  directory: Directory;
  messages: MessageStore;
  files: FileStore;
  /** The Home tab each person was shown last, by person. */
  homes: Documents<Json>;
  moments: Moments;
  dialogs: Dialogs;
  changes: Changes;
  journal: Journal;
  faults: Faults;
  socket: SocketMode;
  newTs(): string;
  /** For example `http://127.0.0.1:3000`; known once the server listens. */
  baseUrl: string;
  close(): void;
}

export function createWorkspace(options: { dir: string; clock: Clock; manifest: Manifest }): Workspace {
  const db = openDatabase(options.dir);
  const journal = createJournal();
  const messages = createMessageStore(db);
  const changes = createChanges();
  const moments = createMoments();
  const socket = createSocketMode(journal, app.id);
  closeStreams(messages);
  return {
    clock: options.clock,
    manifest: options.manifest,
    secrets: loadSecrets(db),
    directory: createDirectory(db, options.manifest.botName),
    messages,
    files: createFileStore(db, options.dir),
    homes: createDocuments<Json>(db, "home"),
    moments,
    dialogs: createDialogs(),
    changes,
    journal,
    faults: createFaults(),
    socket,
    newTs: createTimestamps(options.clock, messages.hasTs),
    baseUrl: "",
    close() {
      socket.close();
      moments.close();
      db.close();
    },
  };
}

/** A stream lives in the process that holds its timer: what was open before is over. */
function closeStreams(messages: MessageStore): void {
  for (const message of messages.openStreams()) {
    if (message.stream) messages.put({ ...message, stream: { ...message.stream, open: false, closed_by: "timeout" } });
  }
}

/** Whether this person may read this conversation. */
export function canSee(channel: Channel, person: Person): boolean {
  return channel.members.includes(person.id) || (channel.kind === "public" && !person.is_restricted);
}

/** The ts of the thread a message belongs to: its own when it is a root. */
export function threadOf(message: Pick<Message, "ts" | "thread_ts">): string {
  return message.thread_ts ?? message.ts;
}
