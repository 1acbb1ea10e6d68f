import type { ThreadData } from "../ports/thread-data.ts";
import { type Database, writing } from "./database.ts";

/** Tables whose rows are a thread's, or one of its turns'; what was said stands in them. */
const BY_THREAD = ["messages", "threads", "asks"];
const BY_RUN = ["tool_calls", "posts", "feedback"];

export function createThreadData(db: Database): ThreadData {
  const first = db
    .prepare<[string], string>("SELECT asker FROM runs WHERE thread = ? ORDER BY started_at, rowid LIMIT 1")
    .pluck();
  const open = db
    .prepare<{ thread: string }, number>(
      `SELECT EXISTS (SELECT 1 FROM inbox WHERE thread = @thread AND state IN ('queued', 'running'))
           OR EXISTS (SELECT 1 FROM runs WHERE thread = @thread AND state = 'running' AND ended_at IS NULL
                        AND EXISTS (SELECT 1 FROM messages WHERE run_id = runs.run_id))
           OR EXISTS (SELECT 1 FROM approvals WHERE thread = @thread AND state IN ('pending', 'approved', 'executing'))`,
    )
    .pluck();
  const clear = [
    db.prepare("DELETE FROM past_turns_fts WHERE rowid IN (SELECT id FROM past_turns WHERE thread = ?)"),
    db.prepare("DELETE FROM past_turns WHERE thread = ?"),
    ...BY_THREAD.map((table) => db.prepare(`DELETE FROM ${table} WHERE thread = ?`)),
    ...BY_RUN.map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE run_id IN (SELECT run_id FROM runs WHERE thread = ?)`),
    ),
    db.prepare("UPDATE inbox SET body = '{}' WHERE thread = ? AND state IN ('done', 'failed')"),
  ];
  const blank = db.prepare(
    `UPDATE runs SET input = json_set(input, '$.input.text', ''),
       record = CASE WHEN record IS NULL THEN NULL ELSE
         json_set(record, '$.toolCalls', json('[]'), '$.evidence', json('{"datasets":[],"claims":[],"unverified":[]}')) END
      WHERE thread = ?`,
  );
  const idle = db
    .prepare<{ before: number; most: number }, string>(
      `SELECT thread FROM runs GROUP BY thread
        HAVING max(coalesce(ended_at, started_at)) < @before AND max(started_at) < @before LIMIT @most`,
    )
    .pluck();
  const drop = [
    db.prepare("DELETE FROM model_calls WHERE run_id IN (SELECT run_id FROM runs WHERE thread = ?)"),
    db.prepare("DELETE FROM hand_overs WHERE run_id IN (SELECT run_id FROM runs WHERE thread = ?)"),
    db.prepare("DELETE FROM runs WHERE thread = ?"),
    db.prepare("DELETE FROM talk WHERE thread = ?"),
    db.prepare("DELETE FROM inbox WHERE thread = ? AND state IN ('done', 'failed')"),
  ];
  const oldInbox = db.prepare("DELETE FROM inbox WHERE state IN ('done', 'failed') AND finished_at < ?");

  return {
    starter: (thread) => (first.get(thread) as unknown as string | undefined) ?? null,
    isOpen: (thread) => Number(open.get({ thread })) === 1,
    forget: (thread) =>
      writing(db, () => {
        for (const statement of clear) statement.run(thread);
        blank.run(thread);
      }),
    idleSince: (before, most) => idle.all({ before, most }) as unknown as string[],
    expire: (thread) =>
      writing(db, () => {
        for (const statement of [...clear, ...drop]) statement.run(thread);
      }),
    expireInbox: (before) => oldInbox.run(before).changes,
  };
}
