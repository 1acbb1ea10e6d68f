import type { AskStore, OfferedAsk } from "../ports/asks.ts";
import { type Database, writing } from "./database.ts";

interface Row {
  run_id: string;
  n: number;
  thread: string;
  kind: OfferedAsk["kind"];
  label: string;
  ask: string;
  pressed_by: string | null;
  closed_at: number | null;
}

export function createAskStore(db: Database): AskStore {
  const columns = "run_id, n, thread, kind, label, ask, pressed_by, closed_at";
  const insert = db.prepare(
    `INSERT INTO asks (run_id, n, thread, kind, label, ask) VALUES (@runId, @n, @thread, @kind, @label, @ask)
     ON CONFLICT DO NOTHING`,
  );
  const one = db.prepare<[string, number], Row>(`SELECT ${columns} FROM asks WHERE run_id = ? AND n = ?`);
  const all = db.prepare<[string], Row>(`SELECT ${columns} FROM asks WHERE run_id = ? ORDER BY n`);
  const press = db.prepare(
    `UPDATE asks SET pressed_by = @by, pressed_at = @now
      WHERE run_id = @runId AND n = @n AND pressed_at IS NULL AND closed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM asks WHERE run_id = @runId AND kind = 'choice' AND pressed_at IS NOT NULL)`,
  );
  const queued = db.prepare("UPDATE asks SET queued_at = @now WHERE run_id = @runId AND n = @n");
  const unqueued = db.prepare<[], Row>(
    `SELECT ${columns} FROM asks WHERE pressed_at IS NOT NULL AND queued_at IS NULL ORDER BY pressed_at`,
  );
  const open = db
    .prepare<[string, string], string>(
      "SELECT DISTINCT run_id FROM asks WHERE thread = ? AND run_id <> ? AND closed_at IS NULL",
    )
    .pluck();
  const close = db.prepare(
    "UPDATE asks SET closed_at = @now WHERE thread = @thread AND run_id <> @exceptRun AND closed_at IS NULL",
  );

  return {
    offer: (asks) => writing(db, () => asks.forEach((ask) => void insert.run(ask))),
    find(runId, n) {
      const row = one.get(runId, n);
      return row ? fromRow(row) : null;
    },
    ofRun: (runId) => all.all(runId).map(fromRow),
    press: (runId, n, by, now) =>
      writing(db, () => {
        if (press.run({ runId, n, by, now }).changes === 1) return "pressed";
        const row = one.get(runId, n);
        return row && row.closed_at !== null && row.pressed_by === null ? "closed" : "taken";
      }),
    queued: (runId, n, now) => void queued.run({ runId, n, now }),
    unqueued: () => unqueued.all().map(fromRow),
    close: (thread, exceptRun, now) =>
      writing(db, () => {
        const runs = open.all(thread, exceptRun) as unknown as string[];
        if (runs.length > 0) close.run({ thread, exceptRun, now });
        return runs;
      }),
  };
}

function fromRow({ run_id, n, thread, kind, label, ask, pressed_by }: Row): OfferedAsk {
  return { runId: run_id, n, thread, kind, label, ask, pressedBy: pressed_by };
}
