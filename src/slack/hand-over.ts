import type { ActionsBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { ApprovalStore } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { Caller, HandOverStore } from "../ports/hand-over.ts";
import type { PostStore, RunRow, RunStore } from "../ports/runs.ts";
import type { Bilingual, Language } from "../ports/tools.ts";
import { type AtEnd, type OnCall, offeredCall } from "./at-end.ts";
import type { SlackDirectory } from "./directory.ts";
import { findChannel } from "./find-channel.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import { NOTICE } from "./notice.ts";
import { localeOf } from "./person-text.ts";
import type { Posting } from "./posting.ts";
import { callFailure } from "./text/call-failure.ts";
import { periodWords } from "./text/time.ts";
import { words } from "./text/words.ts";
import { callBlock, type HandOverSummary, handOverView } from "./views/hand-over.ts";

const MOST_RUNS = 5;
const EVENT = "opsthread_handover";

export type Called = "called" | "already" | "unknown_group" | "nowhere" | "failed";

/**
 * Calls somebody responsible into a thread with a summary made from what is on record. A call is one compare-and-set,
 * so two presses ping once; one that a process died over is looked for before it is posted again.
 */
export function createHandOver(deps: {
  posting: Posting;
  asking: WebClient;
  directory: SlackDirectory;
  runs: Pick<RunStore, "get" | "ofThread" | "callsOf" | "startedAt" | "giveUp">;
  posts: Pick<PostStore, "ofRun">;
  approvals: Pick<ApprovalStore, "ofCall">;
  datasets: Pick<Datasets, "list">;
  handOvers: HandOverStore;
  titles: () => Promise<ReadonlyMap<string, Bilingual>>;
  clock: Clock;
  log: Log;
  onCall: OnCall | null;
  atEnd: AtEnd;
}) {
  const { posting, asking, directory, runs, handOvers, clock, log, onCall } = deps;

  async function summaryOf(
    run: RunRow,
    { by, groupId, name, link }: Pick<HandOverSummary, "by" | "groupId" | "name" | "link">,
  ): Promise<HandOverSummary> {
    const { language, zone } = run.input;
    const titles = await deps.titles().catch(() => new Map<string, Bilingual>());
    const titleOf = (name: string) => titles.get(name)?.[language] ?? name;
    const all = runs.ofThread(run.input.thread, MOST_RUNS);
    // A turn that was given up has left no record of its own.
    const calls = all.flatMap(({ runId, record }) =>
      (record?.toolCalls ?? runs.callsOf(runId)).map((call) => ({ ...call, runId })),
    );
    const fetched = deps.datasets
      .list(run.input.thread)
      .filter(({ handle }) => calls.some((c) => c.dataset === handle));
    const datasets = [...fetched, ...all.flatMap(({ record }) => record?.evidence.datasets ?? [])];
    const distinct = [...new Map(datasets.map((dataset) => [dataset.handle, dataset])).values()];
    return {
      ...{ groupId, by, name, link },
      questions: all.map(({ runId, input }) => ({
        name: input.asker.name,
        at: runs.startedAt(runId) ?? 0,
        text: input.text,
      })),
      seen: distinct.map(({ handle, tool, period, source }) => ({
        title: titleOf(tool),
        period: period ? periodWords(period.from, period.to, period.utcDays ? "UTC" : zone, language) : null,
        rows: calls.find(({ dataset }) => dataset === handle)?.rows ?? null,
        service: source.service,
      })),
      tried: calls.flatMap(({ name, error }) =>
        error ? [{ title: titleOf(name), why: callFailure(error, language) }] : [],
      ),
      proposals: calls.flatMap(({ runId, id }) => {
        const approval = deps.approvals.ofCall(runId, id);
        if (!approval) return [];
        const what = `${approval.preview.title[language]}: ${approval.preview.target[language]}`;
        return [{ what, state: approval.state }];
      }),
      isUnfinished: run.state === "failed",
      runId: run.runId,
    };
  }

  /** Posts what was called for. Throws what Slack throws. */
  async function post(run: RunRow, by: Caller, mayStand: boolean): Promise<Called> {
    const { channel: home, threadTs, isDm } = run.place;
    const groupId = onCall ? await directory.groupId(onCall.group) : null;
    if (!groupId) return "unknown_group";
    const channel = isDm ? (onCall?.channel ? await findChannel(asking, onCall.channel) : null) : home;
    if (!channel) return "nowhere";
    const identity = { run_id: run.runId };
    const metadata = { event_type: EVENT, event_payload: identity };
    if (mayStand && !isDm && (await posting.find(channel, threadTs, EVENT, identity))) return "called";
    const who = "person" in by ? by.person : run.input.asker.id;
    const name = await directory.person(who).then(
      (person) => person.name,
      () => who,
    );
    const link = isDm ? await linkTo(run) : null;
    const summary = await summaryOf(run, { groupId, by, name, link });
    const view = handOverView(summary, run.input);
    const to = isDm ? { channel } : { channel, thread_ts: threadTs };
    await posting.postOnce({ ...to, ...view, metadata, unfurl_links: false, unfurl_media: false }, identity);
    return "called";
  }

  async function linkTo({ place }: RunRow): Promise<string | null> {
    const at = { channel: place.channel, message_ts: place.threadTs };
    const { permalink } = await asking.chat.getPermalink(at).catch(() => ({ permalink: null }));
    return permalink ?? null;
  }

  async function finish(run: RunRow, by: Caller, mayStand: boolean): Promise<Called> {
    const outcome = await post(run, by, mayStand).catch((error: unknown): Called => {
      log.error({ err: error, runId: run.runId }, "the on-call could not be called");
      return "failed";
    });
    if (outcome === "called") handOvers.posted(run.runId, clock.now());
    else handOvers.release(run.runId);
    return outcome;
  }

  function buttonOf({ runId, place, input }: RunRow): ActionsBlock | null {
    const call = onCall && offeredCall(onCall, place.isDm);
    return call && callBlock(runId, call, localeOf(input));
  }

  return {
    onCall,

    /** By a confirmed press. */
    async call(runId: string, by: string): Promise<Called> {
      const run = runs.get(runId);
      if (!run) return "failed";
      handOvers.offer(runId, clock.now());
      return handOvers.call(runId, by, clock.now()) ? await finish(run, { person: by }, false) : "already";
    },

    /** An answer stands: who was called for meanwhile is called now, or its readers hear why not, and may try again. */
    async answered(runId: string, mayStand = false): Promise<void> {
      const asked = handOvers.find(runId);
      const run = runs.get(runId);
      if (!asked?.calledBy || asked.posted || !run) return;
      if (isOfFailure(asked.calledBy) && run.state !== "failed") {
        // It was played again after a restart, and may end well this time.
        if (run.state !== "running") handOvers.release(runId);
        return;
      }
      const outcome = await finish(run, asked.calledBy, mayStand);
      if (outcome === "called") return;
      const { channel, threadTs } = run.place;
      const text = escapeMrkdwn(whyNot(outcome, onCall, run.input.language));
      const offer = outcome === "failed" ? buttonOf(run) : null;
      const blocks = offer ? { blocks: [{ type: "section", text: { type: "mrkdwn", text } } as const, offer] } : {};
      const quiet = { unfurl_links: false, unfurl_media: false } as const;
      await asking.chat.postMessage({ channel, thread_ts: threadTs, text, ...blocks, metadata: NOTICE, ...quiet });
    },

    /** A question was given up: gives what can be pressed where nobody is called by itself; `answered` calls. */
    gaveUp(runId: string): ActionsBlock | null {
      runs.giveUp(runId, clock.now());
      const run = runs.get(runId);
      if (!run || (runs.callsOf(runId).length > 0 && deps.atEnd(runId, "gave_up"))) return null;
      return handOvers.find(runId)?.calledBy ? null : buttonOf(run);
    },

    /** At start: what was called for and does not stand in the thread yet. */
    async recover(): Promise<void> {
      for (const runId of handOvers.unposted()) await this.answered(runId, true);
    },
  };
}

/** Called for because the turn failed: true only once it has. */
function isOfFailure(by: Caller): boolean {
  return "itself" in by && by.itself !== "asked" && by.itself !== "gave_up";
}

export type HandOvers = ReturnType<typeof createHandOver>;

export function whyNot(outcome: Exclude<Called, "called">, onCall: OnCall | null, language: Language): string {
  const say = words(language).handOver;
  return {
    already: say.already,
    unknown_group: say.unknownGroup(onCall?.group ?? "?"),
    nowhere: say.nowhere,
    failed: say.failed,
  }[outcome];
}
