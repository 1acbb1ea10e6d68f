import type { Message } from "../entities.ts";
import type { Db } from "./database.ts";

export interface MessageStore {
  get(channel: string, ts: string): Message | undefined;
  put(message: Message): void;
  delete(channel: string, ts: string): void;
  /** What a channel itself shows, oldest first: roots, and replies that were broadcast. */
  listed(channel: string): Message[];
  /** Replies of a thread without its root, oldest first. */
  replies(channel: string, threadTs: string): Message[];
  /** Who replied when, oldest first: what a root shows of its thread. */
  repliers(channel: string, threadTs: string): { ts: string; user: string }[];
  /** Roots and replies later than `ts`, oldest first. */
  after(channel: string, ts: string): Message[];
  /** Streams that were open when the workspace stopped. */
  openStreams(): Message[];
  /** Whether any channel has a message of this ts. */
  hasTs(ts: string): boolean;
}

export function createMessageStore(db: Db): MessageStore {
  type Row = { doc: string };
  const select = db.prepare<[string, string], Row>("SELECT doc FROM messages WHERE channel = ? AND ts = ?");
  const upsert = db.prepare(
    `INSERT INTO messages (channel, ts, thread_ts, doc) VALUES (?, ?, ?, ?)
     ON CONFLICT (channel, ts) DO UPDATE SET doc = excluded.doc`,
  );
  const remove = db.prepare("DELETE FROM messages WHERE channel = ? AND ts = ?");
  const selectListed = db.prepare<[string], Row>(
    "SELECT doc FROM messages WHERE channel = ? AND (thread_ts IS NULL OR doc ->> '$.broadcast' = 1) ORDER BY ts",
  );
  const selectReplies = db.prepare<[string, string], Row>(
    "SELECT doc FROM messages WHERE channel = ? AND thread_ts = ? ORDER BY ts",
  );
  const selectRepliers = db.prepare<[string, string], { ts: string; user: string }>(
    "SELECT ts, doc ->> '$.user' AS user FROM messages WHERE channel = ? AND thread_ts = ? ORDER BY ts",
  );
  const selectAfter = db.prepare<[string, string], Row>(
    "SELECT doc FROM messages WHERE channel = ? AND ts > ? ORDER BY ts",
  );
  const selectOpen = db.prepare<[], Row>("SELECT doc FROM messages WHERE doc ->> '$.stream.open' = 1");
  const selectTs = db.prepare<[string], { ts: string }>("SELECT ts FROM messages WHERE ts = ? LIMIT 1");
  const read = (row: Row): Message => JSON.parse(row.doc) as Message;

  return {
    get(channel, ts) {
      const row = select.get(channel, ts);
      return row === undefined ? undefined : read(row);
    },
    put: (message) => void upsert.run(message.channel, message.ts, message.thread_ts ?? null, JSON.stringify(message)),
    delete: (channel, ts) => void remove.run(channel, ts),
    listed: (channel) => selectListed.all(channel).map(read),
    replies: (channel, threadTs) => selectReplies.all(channel, threadTs).map(read),
    repliers: (channel, threadTs) => selectRepliers.all(channel, threadTs),
    after: (channel, ts) => selectAfter.all(channel, ts).map(read),
    openStreams: () => selectOpen.all().map(read),
    hasTs: (ts) => selectTs.get(ts) !== undefined,
  };
}
