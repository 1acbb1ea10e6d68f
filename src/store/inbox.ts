import type { InboxEntry, InboxRow, InboxStore, Work } from "../ports/inbox.ts";
import { type Database, writing } from "./database.ts";

interface Row {
  id: number;
  event_id: string;
  thread: string;
  kind: Work["kind"];
  body: string;
  attempts: number;
  received_at: number;
}

export function createInboxStore(db: Database): InboxStore {
  const insert = db.prepare(
    `INSERT INTO inbox (event_id, request_key, thread, kind, body, state, received_at)
     VALUES (@eventId, @requestKey, @thread, @kind, @body, 'queued', @now) ON CONFLICT DO NOTHING`,
  );
  const next = db.prepare<[], Row>(
    `SELECT id, event_id, thread, kind, body, attempts, received_at FROM inbox AS row
      WHERE state = 'queued'
        AND NOT EXISTS (SELECT 1 FROM inbox WHERE thread = row.thread AND state = 'running')
      ORDER BY id LIMIT 1`,
  );
  const start = db.prepare("UPDATE inbox SET state = 'running', attempts = attempts + 1 WHERE id = ?");
  const finish = db.prepare("UPDATE inbox SET state = @state, finished_at = @now WHERE id = @id");
  const retry = db.prepare("UPDATE inbox SET state = 'queued' WHERE id = ? AND state = 'running'");
  const requeue = db.prepare("UPDATE inbox SET state = 'queued' WHERE state = 'running'");
  const load = db.prepare<[], { state: string; rows: number; oldest: number }>(
    "SELECT state, count(*) AS rows, min(received_at) AS oldest FROM inbox WHERE state IN ('queued', 'running') GROUP BY state",
  );
  const busy = db.prepare("SELECT 1 FROM inbox WHERE thread = ? AND state IN ('queued', 'running') LIMIT 1").pluck();

  return {
    add(entry: InboxEntry, now: number) {
      const { eventId, requestKey, thread, work } = entry;
      return (
        insert.run({ eventId, requestKey, thread, kind: work.kind, body: JSON.stringify(work), now }).changes === 1
      );
    },
    claim: () =>
      writing(db, () => {
        const row = next.get();
        if (!row) return null;
        start.run(row.id);
        return fromRow({ ...row, attempts: row.attempts + 1 });
      }),
    isBusy: (thread) => busy.get(thread) !== undefined,
    finish: (id, state, now) => void finish.run({ id, state, now }),
    retry: (id) => void retry.run(id),
    load() {
      const of = (state: string, rows = load.all()) => rows.find((row) => row.state === state);
      const queued = of("queued");
      return { queued: queued?.rows ?? 0, running: of("running")?.rows ?? 0, oldestAt: queued?.oldest ?? null };
    },
    requeueRunning: () => requeue.run().changes,
  };
}

function fromRow(row: Row): InboxRow {
  return {
    id: row.id,
    eventId: row.event_id,
    thread: row.thread,
    work: JSON.parse(row.body) as Work,
    attempts: row.attempts,
    receivedAt: row.received_at,
  };
}
