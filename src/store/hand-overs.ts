import type { HandOverStore } from "../ports/hand-over.ts";
import type { Database } from "./database.ts";

export function createHandOverStore(db: Database): HandOverStore {
  const offer = db.prepare("INSERT INTO hand_overs (run_id, offered_at) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const one = db.prepare<[string], { called_by: string | null; posted_at: number | null }>(
    "SELECT called_by, posted_at FROM hand_overs WHERE run_id = ?",
  );
  const call = db.prepare(
    "UPDATE hand_overs SET called_by = @by, called_at = @now WHERE run_id = @runId AND called_by IS NULL",
  );
  const release = db.prepare(
    "UPDATE hand_overs SET called_by = NULL, called_at = NULL WHERE run_id = ? AND posted_at IS NULL",
  );
  const posted = db.prepare("UPDATE hand_overs SET posted_at = @now WHERE run_id = @runId");
  const unposted = db
    .prepare<[], string>("SELECT run_id FROM hand_overs WHERE called_at IS NOT NULL AND posted_at IS NULL")
    .pluck();

  return {
    offer: (runId, now) => void offer.run(runId, now),
    find(runId) {
      const row = one.get(runId);
      return row ? { runId, calledBy: row.called_by, posted: row.posted_at !== null } : null;
    },
    call: (runId, by, now) => call.run({ runId, by, now }).changes === 1,
    release: (runId) => void release.run(runId),
    posted: (runId, now) => void posted.run({ runId, now }),
    unposted: () => unposted.all() as unknown as string[],
  };
}
