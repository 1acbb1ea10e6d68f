import type { FeedbackStore, FeedbackWeek } from "../ports/feedback.ts";
import type { Database } from "./database.ts";

/** More complaints than these are counted and not listed. */
const MOST_COMPLAINTS = 10;

export function createFeedbackStore(db: Database): FeedbackStore {
  const vote = db.prepare(
    `INSERT INTO feedback (run_id, person, vote, voted_at) VALUES (@runId, @person, @vote, @now)
     ON CONFLICT (run_id, person) DO UPDATE SET vote = excluded.vote, voted_at = excluded.voted_at,
       reason = CASE WHEN vote = excluded.vote THEN reason END`,
  );
  const reason = db.prepare(
    "UPDATE feedback SET reason = @reason, voted_at = @now WHERE run_id = @runId AND person = @person",
  );
  const counts = db.prepare<[number, number], { up: number | null; down: number | null }>(
    `SELECT sum(vote = 'up') AS up, sum(vote = 'down') AS down FROM feedback WHERE voted_at >= ? AND voted_at < ?`,
  );
  const answered = db
    .prepare<[number, number], number>(
      "SELECT count(*) FROM runs WHERE state = 'answered' AND ended_at >= ? AND ended_at < ?",
    )
    .pluck();
  const complaints = db.prepare<[number, number, number], FeedbackWeek["complaints"][number]>(
    `SELECT run_id AS runId, input ->> '$.place.channel' AS channel, input ->> '$.input.text' AS question, reason
     FROM feedback JOIN runs USING (run_id)
     WHERE vote = 'down' AND voted_at >= ? AND voted_at < ? ORDER BY voted_at DESC LIMIT ?`,
  );
  const claim = db.prepare("INSERT INTO feedback_summaries (due, claimed_at) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const posted = db.prepare("UPDATE feedback_summaries SET posted_at = @now WHERE due = @due");
  const unposted = db.prepare<[], number>("SELECT due FROM feedback_summaries WHERE posted_at IS NULL").pluck();

  return {
    vote: (runId, person, cast, now) => void vote.run({ runId, person, vote: cast, now }),
    reason: (runId, person, why, now) => void reason.run({ runId, person, reason: why, now }),
    between(from, to) {
      const { up, down } = counts.get(from, to) ?? { up: 0, down: 0 };
      return {
        answered: (answered.get(from, to) as unknown as number | undefined) ?? 0,
        up: up ?? 0,
        down: down ?? 0,
        complaints: complaints.all(from, to, MOST_COMPLAINTS),
      };
    },
    claimSummary: (due, now) => claim.run(due, now).changes === 1,
    summaryPosted: (due, now) => void posted.run({ due, now }),
    unposted: () => unposted.all() as unknown as number[],
  };
}
