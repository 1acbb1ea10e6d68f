import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, RunRow, RunStore } from "../ports/runs.ts";
import { type RunTurn, TurnInterrupted, type TurnRecord } from "../ports/turn.ts";
import { createThreadWriter, type WriterDeps } from "./thread-writer.ts";

/**
 * Takes a turn from a question to its reply in the thread, and again from wherever a dead process left it:
 * what already stands in Slack is recognised, what was half written is removed, the rest is done.
 */
export function createTurns(
  deps: WriterDeps & {
    runTurn: RunTurn;
    runs: RunStore;
    clock: Clock;
    log: Log;
    /** A question of the thread begins to be answered; must not throw. */
    began: (thread: string, runId: string) => void;
  },
) {
  const { runTurn, runs, posts, posting, log } = deps;
  const stopping = new AbortController();

  async function ask(run: Omit<RunRow, "state" | "record">): Promise<void> {
    const isNew = runs.begin(run, deps.clock.now());
    if (!isNew && (await alreadyAnswered(run.runId))) return;
    deps.began(run.input.thread, run.runId);
    await play(run.runId, isNew);
  }

  async function resume(runId: string): Promise<void> {
    if (await alreadyAnswered(runId)) return;
    await play(runId, false);
  }

  async function play(runId: string, isNew: boolean): Promise<void> {
    const row = runs.get(runId);
    if (!row) throw new Error(`there is no run ${runId}`);
    const { input, place } = row;
    const text = isNew || !runs.hasMessages(runId) ? input.text : null;
    const emit = createThreadWriter(deps, {
      runId,
      thread: input.thread,
      place,
      recipient: input.asker.id,
      language: input.language,
      zone: input.zone,
    });
    await runTurn({ ...input, text }, emit, stopping.signal);
  }

  /**
   * True when the reply stands in Slack although the row does not say so: the process died in between.
   * Clears away what it had begun and not ended.
   */
  async function alreadyAnswered(runId: string): Promise<boolean> {
    const row = runs.get(runId);
    if (!row || row.state === "answered" || row.state === "failed") return row !== null;
    const { place } = row;
    const begun = posts.ofRun(runId).filter(({ kind, state }) => kind === "answer" && state === "open");
    if (begun.length === 0) return false;

    const standing = await posting.find(place.channel, place.threadTs, "opsthread_turn", {
      run_id: runId,
      status: "answered",
    });
    if (standing) {
      for (const post of begun) posts.save({ ...post, ts: standing, state: "done" }, deps.clock.now());
      const record = await recordAt(place, standing);
      if (record) runs.end(runId, "answered", record, deps.clock.now());
      log.info({ runId }, "the reply was already posted before the restart");
      return true;
    }
    await removeHalfWritten(place, runId);
    for (const post of begun) posts.save({ ...post, state: "void" }, deps.clock.now());
    return false;
  }

  /** Messages of ours in the thread that no post row knows and no metadata claims were being streamed when we died. */
  async function removeHalfWritten(place: Place, runId: string): Promise<void> {
    const { client } = posting;
    const open = posts
      .ofRun(runId)
      .flatMap((post) => (post.state === "open" && post.kind === "answer" && post.ts ? [post.ts] : []));
    const { user_id: us } = await client.auth.test();
    const { messages = [] } = await posting.patiently(() =>
      client.conversations.replies({
        channel: place.channel,
        ts: place.threadTs,
        include_all_metadata: true,
        limit: 200,
      }),
    );
    const orphans = messages.flatMap(({ user, ts, metadata, files }) =>
      user === us && ts && !metadata && !files?.length && !posts.knowsTs(place.channel, ts) ? [ts] : [],
    );
    for (const ts of new Set([...open, ...orphans])) {
      await client.chat
        .delete({ channel: place.channel, ts })
        .catch((error: unknown) => log.warn({ err: error, runId }, "a half-written message could not be removed"));
    }
  }

  async function recordAt(place: Place, ts: string): Promise<TurnRecord | null> {
    const { messages = [] } = await posting.client.conversations.replies({
      channel: place.channel,
      ts: place.threadTs,
      oldest: ts,
      latest: ts,
      inclusive: true,
      include_all_metadata: true,
    });
    const payload = messages.find((message) => message.ts === ts)?.metadata?.event_payload as
      | { record?: string }
      | undefined;
    return payload?.record ? (JSON.parse(payload.record) as TurnRecord) : null;
  }

  return { ask, resume, stop: () => stopping.abort(new TurnInterrupted()) };
}

export type Turns = ReturnType<typeof createTurns>;
