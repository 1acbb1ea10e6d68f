import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, Post, RunRow, RunStore } from "../ports/runs.ts";
import { type RunTurn, TurnInterrupted } from "../ports/turn.ts";
import { threadKey } from "./intake.ts";
import type { StatusLine } from "./live/status-line.ts";
import { removeStrays } from "./live/strays.ts";
import { localeOf } from "./person-text.ts";
import { createThreadWriter, type WriterDeps } from "./thread-writer.ts";
import { isHalf, readTurnMetadata } from "./turn-metadata.ts";
import type { Ending } from "./writer-run.ts";

/** The first leg of a run: from the question to an answer, or to the card it waits for. */
const QUESTION = "0";

/**
 * Takes a turn from a question to its reply in the thread, and again from wherever a dead process left it:
 * what already stands in Slack is recognised, what was half written is removed, the rest is done.
 */
export function createTurns(
  deps: WriterDeps & {
    runTurn: RunTurn;
    /** Posts the cards of what a turn waits for, as far as they are missing. */
    postCardsOf: (runId: string, place: Place) => Promise<void>;
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
  /** Runs that were told to end before they had begun. */
  const endedAtStart = new Map<string, Ending>();
  let isEnding = false;

  async function ask(run: Omit<RunRow, "state" | "record">, again: boolean): Promise<void> {
    const isNew = runs.begin(run, deps.clock.now());
    const isAgain = again || !isNew;
    if (isAgain && (await hasEnded(run.runId, QUESTION))) return;
    deps.began(run.input.thread, run.runId);
    await play(run.runId, { leg: QUESTION, again: isAgain, isNew });
  }

  /** `leg`: of what a decision about a change lets go on; the same whenever it is tried. */
  async function resume(runId: string, leg: string, again: boolean): Promise<void> {
    if (again ? await hasEnded(runId, leg) : isOver(runs.get(runId))) return;
    await play(runId, { leg, again, isNew: false });
  }

  async function play(runId: string, { leg, again, isNew }: { leg: string; again: boolean; isNew: boolean }) {
    const row = runs.get(runId);
    if (!row) throw new Error(`there is no run ${runId}`);
    const { input, place } = row;
    const text = isNew || !runs.hasMessages(runId) ? input.text : null;
    const key = threadKey(place.channel, place.threadTs);
    const turn = { runId, ending: null as Ending | null, controller: new AbortController() };
    const writer = createThreadWriter(deps, {
      ...{ runId, leg, again, place },
      thread: input.thread,
      afterDecision: leg !== QUESTION,
      recipient: input.asker.id,
      language: input.language,
      locale: localeOf(input),
      zone: input.zone,
      status: deps.statusOf(place),
      ending: () => turn.ending,
      stopped: () => void end(key, { kind: "stopped", by: null }),
    });
    running.set(key, turn);
    const early = leg === QUESTION ? endedAtStart.get(runId) : undefined;
    endedAtStart.delete(runId);
    if (early) end(key, early);
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

  /** The same of every thread of a channel. False: nothing runs in it. */
  function endAllIn(channel: string, ending: Ending): boolean {
    const there = [...running.keys()].filter((thread) => thread.startsWith(`${channel}:`));
    for (const thread of there) end(thread, ending);
    return there.length > 0;
  }

  /** A question that was taken out of the line and whose turn is only being made ready ends with its first step. */
  function endAtStart(runId: string, ending: Ending): void {
    if (!endedAtStart.has(runId)) endedAtStart.set(runId, ending);
  }

  /**
   * True when this leg has ended where people see it, although the rows may not say so: the process died in between. What
   * is missing of the end is made up for; what was begun and not ended is cleared away.
   */
  async function hasEnded(runId: string, leg: string): Promise<boolean> {
    const row = runs.get(runId);
    if (!row || isOver(row)) return row !== null;
    const { place } = row;
    const messages = await posting.replies(place.channel, place.threadTs);
    const answers = posts.ofRun(runId).filter(({ kind, state }) => kind === "answer" && state !== "void");
    const save = (these: Post[], state: Post["state"]) => {
      for (const post of these) posts.save({ ...post, state }, deps.clock.now());
    };

    for (const { ts = null, metadata } of messages) {
      const end = readTurnMetadata(metadata, runId, leg);
      if (!end) continue;
      const ofLeg = answers.filter(({ key }) => isOf(leg, key)).map((post) => ({ ...post, ts: post.ts ?? ts }));
      save([...ofLeg, { runId, kind: "answer", key: leg, channel: place.channel, ts, state: "done" }], "done");
      const record = end.recordWith(row.record);
      deps.ended({ runId, state: end.state, record, stopped: false, again: true });
      if (end.state === "waiting") await deps.postCardsOf(runId, place);
      log.info({ runId, leg, state: end.state }, "the reply was already posted before the restart");
      return true;
    }
    const begun = answers.filter(({ key, state }) => state === "open" || isOf(leg, key));
    const unknown = messages.filter(({ metadata }) => isHalf(metadata, runId, leg));
    const remnants = [...begun.map(({ ts }) => ts), ...unknown.map(({ ts }) => ts)];
    await removeStrays({ posting, posts, log }, place, [...new Set(remnants.flatMap((ts) => ts ?? []))], messages);
    save(begun, "void");
    return false;
  }

  return {
    ask,
    resume,
    /** Ends what runs in the thread. Gives the run; null when nothing runs there. */
    end,
    endAllIn,
    endAtStart,
    /** This process ends: every turn is left to the next one, which is said in its thread. */
    interrupt() {
      isEnding = true;
      for (const { controller } of running.values()) controller.abort(new TurnInterrupted());
    },
  };
}

const isOver = (row: RunRow | null): boolean => row?.state === "answered" || row?.state === "failed";

/** A leg has a row of its own and one for each of its messages. */
const isOf = (leg: string, key: string): boolean => key === leg || key.startsWith(`${leg}.`);

export type Turns = ReturnType<typeof createTurns>;
