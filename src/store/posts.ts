import type { Post, PostStore } from "../ports/runs.ts";
import type { Database } from "./database.ts";

type Row = Omit<Post, "runId"> & { run_id: string };

/** The outbox: written before and after each visible message, so that a restart neither loses nor repeats one. */
export function createPostStore(db: Database): PostStore {
  const columns = "run_id, kind, key, channel, ts, state";
  const upsert = db.prepare(
    `INSERT INTO posts (run_id, kind, key, channel, ts, state, created_at)
     VALUES (@runId, @kind, @key, @channel, @ts, @state, @now)
     ON CONFLICT (run_id, kind, key) DO UPDATE SET ts = excluded.ts, state = excluded.state`,
  );
  const one = db.prepare<[string, string, string], Row>(
    `SELECT ${columns} FROM posts WHERE run_id = ? AND kind = ? AND key = ?`,
  );
  const all = db.prepare<[string], Row>(`SELECT ${columns} FROM posts WHERE run_id = ? ORDER BY created_at, rowid`);
  const byTs = db.prepare("SELECT 1 FROM posts WHERE channel = ? AND ts = ? LIMIT 1").pluck();

  return {
    save: (post, now) => void upsert.run({ ...post, now }),
    find(runId, kind, key) {
      const row = one.get(runId, kind, key);
      return row ? fromRow(row) : null;
    },
    ofRun: (runId) => all.all(runId).map(fromRow),
    knowsTs: (channel, ts) => byTs.get(channel, ts) !== undefined,
  };
}

function fromRow({ run_id, ...rest }: Row): Post {
  return { runId: run_id, ...rest };
}
