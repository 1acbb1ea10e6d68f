import type { HandOverStore, WhyItself } from "../ports/hand-over.ts";
import type { Database } from "./database.ts";

interface Row {
  called_by: string | null;
  posted_at: number | null;
  by_itself: WhyItself | null;
}

/** In the place of a person's id. */
const ITSELF = "itself";

export function createHandOverStore(db: Database): HandOverStore {
  const offer = db.prepare("INSERT INTO hand_overs (run_id, offered_at) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const one = db.prepare<[string], Row>("SELECT called_by, posted_at, by_itself FROM hand_overs WHERE run_id = ?");
  const call = db.prepare(
    "UPDATE hand_overs SET called_by = @by, called_at = @now WHERE run_id = @runId AND called_by IS NULL",
  );
  const callItself = db.prepare(
    `UPDATE hand_overs SET called_by = '${ITSELF}', by_itself = @why, called_at = @now
      WHERE run_id = @runId AND called_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM hand_overs AS other JOIN runs USING (run_id)
                         WHERE other.called_at > @since AND runs.thread = @thread)
        AND @most > (SELECT count(*) FROM hand_overs AS other JOIN runs USING (run_id)
                      WHERE other.called_at > @since AND other.by_itself IS NOT NULL
                        AND runs.input ->> '$.place.channel' = @channel)`,
  );
  const release = db.prepare(
    `UPDATE hand_overs SET called_by = NULL, called_at = NULL, by_itself = NULL
      WHERE run_id = ? AND posted_at IS NULL`,
  );
  const posted = db.prepare("UPDATE hand_overs SET posted_at = @now WHERE run_id = @runId");
  const unposted = db
    .prepare<[], string>("SELECT run_id FROM hand_overs WHERE called_at IS NOT NULL AND posted_at IS NULL")
    .pluck();

  return {
    offer: (runId, now) => void offer.run(runId, now),
    find(runId) {
      const row = one.get(runId);
      return row ? { runId, calledBy: callerOf(row), posted: row.posted_at !== null } : null;
    },
    call: (runId, by, now) => call.run({ runId, by, now }).changes === 1,
    callItself: (runId, why, now, bounds) => callItself.run({ runId, why, now, ...bounds }).changes === 1,
    release: (runId) => void release.run(runId),
    posted: (runId, now) => void posted.run({ runId, now }),
    unposted: () => unposted.all() as unknown as string[],
  };
}

function callerOf({ called_by: person, by_itself: itself }: Row) {
  if (itself !== null) return { itself };
  return person === null ? null : { person };
}
