import type { WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { ApprovalStore } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import type { HandOverStore } from "../ports/hand-over.ts";
import type { PostStore, RunRow, RunStore } from "../ports/runs.ts";
import type { Bilingual, Language } from "../ports/tools.ts";
import type { SlackDirectory } from "./directory.ts";
import { findChannel } from "./find-channel.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import { NOTICE } from "./notice.ts";
import type { Posting } from "./posting.ts";
import { periodWords } from "./text/time.ts";
import { words } from "./text/words.ts";
import { type HandOverSummary, handOverView } from "./views/hand-over.ts";

/** Whom to call: a user group by handle; `channel`: where a summary of a direct message goes, a name or an id. */
export interface OnCall {
  group: string;
  channel?: string | undefined;
}

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
  runs: Pick<RunStore, "get" | "ofThread" | "startedAt">;
  posts: Pick<PostStore, "ofRun">;
  approvals: Pick<ApprovalStore, "ofCall">;
  handOvers: HandOverStore;
  titles: () => Promise<ReadonlyMap<string, Bilingual>>;
  clock: Clock;
  log: Log;
  onCall: OnCall | null;
}) {
  const { posting, asking, directory, runs, handOvers, clock, log, onCall } = deps;

  async function summaryOf(run: RunRow, groupId: string, by: string, link: string | null): Promise<HandOverSummary> {
    const { language, zone } = run.input;
    const titles = await deps.titles().catch(() => new Map<string, Bilingual>());
    const titleOf = (name: string) => titles.get(name)?.[language] ?? name;
    const all = runs.ofThread(run.input.thread, MOST_RUNS);
    const calls = all.flatMap(({ runId, record }) => (record?.toolCalls ?? []).map((call) => ({ ...call, runId })));
    const datasets = all.flatMap(({ record }) => record?.evidence.datasets ?? []);
    const distinct = [...new Map(datasets.map((dataset) => [dataset.handle, dataset])).values()];
    return {
      groupId,
      by,
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
      tried: calls.flatMap(({ name, error }) => (error ? [{ title: titleOf(name), why: error }] : [])),
      proposals: calls.flatMap(({ runId, id }) => {
        const approval = deps.approvals.ofCall(runId, id);
        if (!approval) return [];
        const what = `${approval.preview.title[language]}: ${approval.preview.target[language]}`;
        return [{ what, state: approval.state }];
      }),
      isUnfinished: run.state === "failed",
      runId: run.runId,
      link,
    };
  }

  /** Posts what was called for. Throws what Slack throws. */
  async function post(run: RunRow, by: string, mayStand: boolean): Promise<Called> {
    const { channel: home, threadTs, isDm } = run.place;
    const groupId = onCall ? await directory.groupId(onCall.group) : null;
    if (!groupId) return "unknown_group";
    const channel = isDm ? (onCall?.channel ? await findChannel(asking, onCall.channel) : null) : home;
    if (!channel) return "nowhere";
    const identity = { run_id: run.runId };
    const metadata = { event_type: EVENT, event_payload: identity };
    if (mayStand && !isDm && (await posting.find(channel, threadTs, EVENT, identity))) return "called";
    const person = await directory.person(by).catch(() => null);
    const summary = await summaryOf(run, groupId, person?.name ?? by, isDm ? await linkTo(run) : null);
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

  async function finish(run: RunRow, by: string, mayStand: boolean): Promise<Called> {
    const outcome = await post(run, by, mayStand).catch((error: unknown): Called => {
      log.error({ err: error, runId: run.runId }, "the on-call could not be called");
      return "failed";
    });
    if (outcome === "called") handOvers.posted(run.runId, clock.now());
    else handOvers.release(run.runId);
    return outcome;
  }

  return {
    onCall,

    /** By a confirmed press. */
    async call(runId: string, by: string): Promise<Called> {
      const run = runs.get(runId);
      if (!run) return "failed";
      handOvers.offer(runId, clock.now());
      return handOvers.call(runId, by, clock.now()) ? await finish(run, by, false) : "already";
    },

    /** An answer stands: what the person asked for in their own words happens now, or they hear why it did not. */
    async answered(runId: string, mayStand = false): Promise<void> {
      const asked = handOvers.find(runId);
      const run = runs.get(runId);
      if (!asked?.calledBy || asked.posted || !run) return;
      const outcome = await finish(run, asked.calledBy, mayStand);
      if (outcome === "called") return;
      const { channel, threadTs } = run.place;
      const text = escapeMrkdwn(whyNot(outcome, onCall, run.input.language));
      const quiet = { unfurl_links: false, unfurl_media: false } as const;
      await asking.chat.postMessage({ channel, thread_ts: threadTs, text, metadata: NOTICE, ...quiet });
    },

    /** At start: what was called for and does not stand in the thread yet. */
    async recover(): Promise<void> {
      for (const runId of handOvers.unposted()) await this.answered(runId, true);
    },
  };
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
