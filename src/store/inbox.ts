import { redactDeep } from "../../redaction/redact.ts";
import type { InboxEntry, InboxRow, InboxStore, Stage, Work } from "../ports/inbox.ts";
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

/** What is put in is on disk when it is acked (`db`); what becomes of it is seen again if it is lost (`journal`). */
export function createInboxStore(db: Database, journal: Database): InboxStore {
  const insert = db.prepare(
    `INSERT INTO inbox (event_id, request_key, thread, kind, body, state, received_at)
     VALUES (@eventId, @requestKey, @thread, @kind, @body, 'queued', @now) ON CONFLICT DO NOTHING`,
  );
  const next = journal.prepare<[], Row>(
    `SELECT id, event_id, thread, kind, body, attempts, received_at FROM inbox AS row
      WHERE state = 'queued'
        AND NOT EXISTS (SELECT 1 FROM inbox WHERE thread = row.thread AND state = 'running')
      ORDER BY id LIMIT 1`,
  );
  const start = journal.prepare("UPDATE inbox SET state = 'running', attempts = attempts + 1 WHERE id = ?");
  const finish = journal.prepare("UPDATE inbox SET state = @state, finished_at = @now WHERE id = @id");
  const retry = journal.prepare("UPDATE inbox SET state = 'queued' WHERE id = ? AND state = 'running'");
  const requeue = journal.prepare("UPDATE inbox SET state = 'queued' WHERE state = 'running'");
  const load = journal.prepare<[], { state: string; rows: number; oldest: number }>(
    "SELECT state, count(*) AS rows, min(received_at) AS oldest FROM inbox WHERE state IN ('queued', 'running') GROUP BY state",
  );
  const ahead = journal.prepare<{ eventId: string }, { inThread: number; inAll: number }>(
    `SELECT (SELECT count(*) FROM inbox WHERE thread = row.thread AND id < row.id AND state IN ('queued', 'running'))
              AS inThread,
            (SELECT count(*) FROM inbox WHERE id < row.id AND state = 'queued') AS inAll
       FROM inbox AS row WHERE event_id = @eventId`,
  );
  const oldestIn = journal
    .prepare<[string], string>(
      `SELECT request_key FROM inbox
        WHERE thread = ? AND state IN ('queued', 'running') AND request_key IS NOT NULL ORDER BY id LIMIT 1`,
    )
    .pluck();
  const newest = journal.prepare("SELECT max(id) FROM inbox").pluck();
  const waiting = journal.prepare("SELECT count(*) FROM inbox WHERE state = 'queued'").pluck();
  const byKey = journal.prepare<[string], { id: number; state: Stage | "failed"; body: string }>(
    "SELECT id, state, body FROM inbox WHERE request_key = ?",
  );
  const reword = journal.prepare("UPDATE inbox SET body = @body WHERE id = @id AND state = 'queued'");

  /** `act` sees a row that is queued; the rest is left alone. */
  const whileQueued = (requestKey: string, act: (id: number, work: Work) => void): Stage =>
    writing(journal, () => {
      const row = byKey.get(requestKey);
      if (!row) return "unknown";
      if (row.state === "queued") act(row.id, JSON.parse(row.body) as Work);
      return row.state === "failed" ? "done" : row.state;
    });

  const insertOne = ({ eventId, requestKey, thread, work }: InboxEntry, now: number): boolean =>
    insert.run({ eventId, requestKey, thread, kind: work.kind, body: kept(work), now }).changes === 1;

  return {
    add: (entries, now) => writing(db, () => entries.map((entry) => insertOne(entry, now))),
    claim: () =>
      writing(journal, () => {
        const row = next.get();
        if (!row) return null;
        start.run(row.id);
        return fromRow({ ...row, attempts: row.attempts + 1 });
      }),
    ahead: (eventId) => ahead.get({ eventId }) ?? { inThread: 0, inAll: 0 },
    oldestIn: (thread) => oldestIn.get(thread) ?? null,
    waiting: () => Number(waiting.get()),
    reword: (requestKey, change) =>
      whileQueued(requestKey, (id, work) => void reword.run({ id, body: kept(change(work)) })),
    withdraw: (requestKey, now) => whileQueued(requestKey, (id) => void finish.run({ id, state: "done", now })),
    finish: (id, state, now) => void finish.run({ id, state, now }),
    retry: (id) => void retry.run(id),
    load() {
      const of = (state: string, rows = load.all()) => rows.find((row) => row.state === state);
      const queued = of("queued");
      return { queued: queued?.rows ?? 0, running: of("running")?.rows ?? 0, oldestAt: queued?.oldest ?? null };
    },
    requeueRunning: () => requeue.run().changes,
    newest: () => Number(newest.get()),
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

/** People paste secrets too: no row holds one. */
const kept = (work: Work): string => JSON.stringify(redactDeep(work));
