import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { openState } from "../../../src/app/state.ts";
import { DATABASE_FILE } from "../../../src/store/database.ts";
import { approvalBench, previewOf, proposed } from "../../approvals/support.ts";
import { testClock } from "../../store/support.ts";
import { logCommits } from "./commit-log.ts";

/**
 * A process that takes events in and decides about changes for as long as it lives, with the state that the bot has. What
 * it was told is kept, it writes down at once: whatever becomes of the power, none of it may be untrue afterwards.
 * Arguments: the folder of the database, the file to write to.
 */
export type Kept =
  /** An event that was acked. */
  | { event: string }
  /** An approval, whose `state` was committed at `now`. */
  | { approval: string; state: "pending" | "approved" | "denied" | "executing" | "succeeded"; now: number };

const [dir = "", log = ""] = process.argv.slice(2);
const promise = (made: Kept) => appendFileSync(log, `${JSON.stringify(made)}\n`);

logCommits(join(dir, DATABASE_FILE), log);
/** A tenth of what the bot uses, so that the log is copied into the database while it is looked at. */
const CHECKPOINT_FRAMES = 100;
/** Beyond the hour in which cards of a channel are counted. */
const HOUR_MS = 3_600_000;

const clock = testClock();
let state!: ReturnType<typeof openState>;
const bench = approvalBench([], dir, clock, (folder) => {
  state = openState({ dataDir: folder }, clock);
  return state;
});
state.db.pragma(`wal_autocheckpoint = ${CHECKPOINT_FRAMES}`);
const { act, store, click, execution, propose } = bench;
const tell = (id: string) => {
  const row = store.get(id);
  promise({ approval: id, state: row?.state as "pending", now: clock.now() });
};
const { execute } = act;
act.execute = (order) => {
  tell(order.approvalId);
  return execute(order);
};

for (let n = 1; ; n += 1) {
  clock.move(HOUR_MS);
  const event = `Ev${n}`;
  const work = { kind: "slack" as const, body: { n } };
  state.inbox.add([{ eventId: event, requestKey: `C1:${n}`, thread: `C1:${n}`, work }], clock.now());
  promise({ event });
  const taken = state.inbox.claim();
  const preview = previewOf(`i-${n}`);
  const id = proposed(propose(`r${n}`, `c${n}`, { preview }));
  tell(id);
  for (let post = 0; post < n % 4; post += 1)
    state.posts.save(
      { runId: `r${n}`, kind: "card", key: String(post), channel: "C1", ts: null, state: "open" },
      clock.now(),
    );
  await click(id, "U2", n % 5 === 0 ? "denied" : "approved", { reason: "no" });
  tell(id);
  if (n % 5 !== 0) {
    await execution.run(id);
    tell(id);
  }
  if (taken) state.inbox.finish(taken.id, "done", clock.now());
}
