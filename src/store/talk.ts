import type { Talk } from "../ports/talk.ts";
import type { Database } from "./database.ts";

/** The row of nobody holds when people last talked to each other. */
const NOBODY = "";

export function createTalk(db: Database): Talk {
  const note = db.prepare(
    `INSERT INTO talk (thread, person, ts) VALUES (@thread, @person, @ts)
     ON CONFLICT (thread, person) DO UPDATE SET ts = max(ts, excluded.ts)`,
  );
  const standing = db.prepare<{ thread: string; person: string }, { known: 0 | 1; asked: 0 | 1; aside: 0 | 1 }>(
    `SELECT EXISTS (SELECT 1 FROM talk WHERE thread = @thread AND person <> '')
              OR EXISTS (SELECT 1 FROM runs WHERE thread = @thread) AS known,
            EXISTS (SELECT 1 FROM talk WHERE thread = @thread AND person = @person)
              OR EXISTS (SELECT 1 FROM runs WHERE thread = @thread AND asker = @person) AS asked,
            coalesce((SELECT ts FROM talk WHERE thread = @thread AND person = ''), '') >
              coalesce((SELECT max(ts) FROM talk WHERE thread = @thread AND person <> ''), '') AS aside`,
  );
  return {
    standing(thread, person) {
      const row = standing.get({ thread, person });
      if (!row?.known) return "stranger";
      return row.asked && !row.aside ? "ours" : "people";
    },
    asked: (thread, person, ts) => void note.run({ thread, person, ts }),
    aside: (thread, ts) => void note.run({ thread, person: NOBODY, ts }),
  };
}
