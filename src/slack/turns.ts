import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, RunRow, RunStore } from "../ports/runs.ts";
import { type RunTurn, TurnInterrupted, type TurnRecord } from "../ports/turn.ts";
import { threadKey } from "./intake.ts";
import type { StatusLine } from "./live/status-line.ts";
import { removeStrays } from "./live/strays.ts";
import { createThreadWriter, type Ending, type WriterDeps } from "./thread-writer.ts";

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
    statusOf: (place: Pick<Place, "channel" | "threadTs">) => StatusLine;
  },
) {
  const { runTurn, runs, posts, posting, log } = deps;
  const running = new Map<string, { runId: string; ending: Ending | null; controller: AbortController }>();
  let isEnding = false;

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
    const key = threadKey(place.channel, place.threadTs);
    const turn = { runId, ending: null as Ending | null, controller: new AbortController() };
    const writer = createThreadWriter(deps, {
      runId,
      thread: input.thread,
      place,
      recipient: input.asker.id,
      language: input.language,
      zone: input.zone,
      status: deps.statusOf(place),
      ending: () => turn.ending,
      stopped: () => void end(key, { kind: "stopped", by: null }),
    });
    running.set(key, turn);
    if (isEnding) turn.controller.abort(new TurnInterrupted());
    try {
      await runTurn({ ...input, text }, writer.emit, turn.controller.signal);
    } catch (error) {
      writer.abandon();
      if (error instanceof TurnInterrupted) {
        await writer
          .interrupted()
          .catch((err: unknown) => log.warn({ err, runId }, "could not say that it goes on later"));
      }
      throw error;
    } finally {
      running.delete(key);
    }
  }

  /** Gives the run that is told to end; null when nothing runs in the thread. The first reason counts. */
  function end(thread: string, ending: Ending, runId?: string): string | null {
    const turn = running.get(thread);
    if (!turn || (runId !== undefined && turn.runId !== runId)) return null;
    turn.ending ??= ending;
    turn.controller.abort(new Error(ending.kind));
    return turn.runId;
  }

  /**
   * True when the reply stands in Slack although the row does not say so: the process died in between.
   * Clears away what it had begun and not ended.
   */
  async function alreadyAnswered(runId: string): Promise<boolean> {
    const row = runs.get(runId);
    if (!row || row.state === "answered" || row.state === "failed") return row !== null;
    const { place } = row;
    const answers = posts.ofRun(runId).filter(({ kind, state }) => kind === "answer" && state !== "void");
    const open = answers.filter(({ key, state }) => !key.includes(".") && state === "open").map(({ key }) => key);
    const begun = answers.filter(({ key, state }) => state === "open" || open.includes(key.split(".")[0] ?? ""));
    if (begun.length === 0) return false;

    const standing = await posting.find(place.channel, place.threadTs, "opsthread_turn", {
      run_id: runId,
      status: "answered",
    });
    if (standing) {
      for (const post of begun) posts.save({ ...post, ts: post.ts ?? standing, state: "done" }, deps.clock.now());
      const record = await recordAt(place, standing);
      if (record) runs.end(runId, "answered", record, deps.clock.now());
      log.info({ runId }, "the reply was already posted before the restart");
      return true;
    }
    await removeStrays({ posting, posts, log }, place, [...new Set(begun.flatMap(({ ts }) => ts ?? []))]);
    for (const post of begun) posts.save({ ...post, state: "void" }, deps.clock.now());
    return false;
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

  return {
    ask,
    resume,
    /** Ends what runs in the thread. Gives the run; null when nothing runs there. */
    end,
    /** This process ends: every turn is left to the next one, which is said in its thread. */
    interrupt() {
      isEnding = true;
      for (const { controller } of running.values()) controller.abort(new TurnInterrupted());
    },
  };
}

export type Turns = ReturnType<typeof createTurns>;
