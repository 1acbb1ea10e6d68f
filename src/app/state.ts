import type { Config } from "../config.ts";
import type { Clock } from "../ports/clock.ts";
import { createApprovalStore } from "../store/approvals.ts";
import { createAskStore } from "../store/asks.ts";
import { createAudit } from "../store/audit.ts";
import { openDatabase, openJournal, probeWriting } from "../store/database.ts";
import { createFeedbackStore } from "../store/feedback.ts";
import { createHandOverStore } from "../store/hand-overs.ts";
import { createHistory } from "../store/history.ts";
import { createInboxStore } from "../store/inbox.ts";
import { createPastTurns } from "../store/past-turns.ts";
import { createPostStore } from "../store/posts.ts";
import { createPrefs } from "../store/prefs.ts";
import { createRunJournal, createRunStore } from "../store/runs.ts";
import { createTalk } from "../store/talk.ts";
import { createThemes } from "../store/themes.ts";
import { createThreadData } from "../store/thread-data.ts";

/**
 * Everything that outlives the process, by family. What a decision or a change rests on is written through `db`, where a
 * commit is on disk; the rest through `journal`, where it is seen again if it is lost.
 */
export function openState({ dataDir }: Pick<Config, "dataDir">, clock: Clock) {
  const db = openDatabase(dataDir);
  const journal = openJournal(dataDir);
  const past = createPastTurns(journal);
  const prefs = createPrefs(db);

  return {
    db,
    history: createHistory(journal, clock),
    past,
    threadData: createThreadData(db),
    runs: createRunStore(journal, past.remember),
    runJournal: createRunJournal(journal, clock),
    posts: createPostStore(journal),
    approvals: createApprovalStore(db),
    audit: createAudit(db, clock),
    prefs,
    themes: createThemes(prefs),
    asks: createAskStore(db),
    feedback: createFeedbackStore(db),
    handOvers: createHandOverStore(db),
    talk: createTalk(journal),
    inbox: createInboxStore(db, journal),
    isOpen: () => db.open,
    /** Throws when nothing can be written. */
    probe: () => probeWriting(db),
    close() {
      journal.close();
      db.pragma("wal_checkpoint(TRUNCATE)");
      db.close();
    },
  };
}
