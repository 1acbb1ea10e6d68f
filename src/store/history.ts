import type { Clock } from "../ports/clock.ts";
import type { History, ThreadPrefix } from "../ports/history.ts";
import type { Message } from "../ports/model.ts";
import { type Database, writing } from "./database.ts";

/** Bodies are kept as the JSON that was sent: a thread's prefix must stay byte for byte the same. */
export function createHistory(db: Database, clock: Clock): History {
  const select = db
    .prepare<{ thread: string }, string>(
      `SELECT body FROM messages WHERE thread = @thread AND
         id >= coalesce((SELECT max(id) FROM messages WHERE thread = @thread AND begins), 0) ORDER BY id`,
    )
    .pluck();
  const insert = db.prepare("INSERT INTO messages (thread, run_id, body, created_at, begins) VALUES (?, ?, ?, ?, ?)");
  const ensure = db.prepare("INSERT INTO threads (thread, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const freeze = db.prepare("UPDATE threads SET system = ?, tools = ? WHERE thread = ? AND system IS NULL");
  const frozen = db.prepare<[string], { system: string | null; tools: string | null }>(
    "SELECT system, tools FROM threads WHERE thread = ?",
  );

  return {
    messages: (thread) => select.all({ thread }).map((body) => JSON.parse(body as unknown as string) as Message),
    append: (thread, runId, message) => void insert.run(thread, runId, JSON.stringify(message), clock.now(), 0),
    beginAnew: (thread, runId, message) => void insert.run(thread, runId, JSON.stringify(message), clock.now(), 1),
    prefix(thread, fresh) {
      const known = frozen.get(thread);
      if (known?.system != null && known.tools != null) return read(known.system, known.tools);
      const { system, tools } = fresh();
      writing(db, () => {
        ensure.run(thread, clock.now());
        freeze.run(system, JSON.stringify(tools), thread);
      });
      const kept = frozen.get(thread);
      return read(kept?.system ?? system, kept?.tools ?? JSON.stringify(tools));
    },
  };
}

/** Nearly all threads have the same tools, and reading them takes longer than all else at the start of a turn. */
const LISTS_KEPT = 8;
const lists = new Map<string, ThreadPrefix["tools"]>();

function read(system: string, json: string): ThreadPrefix {
  const tools = lists.get(json) ?? (JSON.parse(json) as ThreadPrefix["tools"]);
  lists.delete(json);
  lists.set(json, tools);
  if (lists.size > LISTS_KEPT) lists.delete(lists.keys().next().value as string);
  return { system, tools };
}
