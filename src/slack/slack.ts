import { App, type CodedError } from "@slack/bolt";
import { WebAPIPlatformError, WebClient, type WebClientOptions } from "@slack/web-api";
import { StartError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { AnswerFiles } from "../ports/answer-files.ts";
import type { Approval, ApprovalStore, Directory } from "../ports/approvals.ts";
import type { AskStore } from "../ports/asks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { InboxEntry } from "../ports/inbox.ts";
import type { PostStore, RunStore } from "../ports/runs.ts";
import type { Spans } from "../ports/spans.ts";
import type { Bilingual } from "../ports/tools.ts";
import type { RunTurn } from "../ports/turn.ts";
import { createAsks } from "./asks.ts";
import { createCards } from "./cards.ts";
import { createDirectory } from "./directory.ts";
import { placeOf } from "./intake.ts";
import { listeners } from "./listeners/index.ts";
import type { ListenerDeps } from "./listeners/listener.ts";
import { tell } from "./notice.ts";
import { createPosting } from "./posting.ts";
import { createProofs } from "./proofs.ts";
import { boltLogger, createReceiver } from "./receiver.ts";
import { createTails } from "./tails.ts";
import { words } from "./text/words.ts";
import { createTurns } from "./turns.ts";

export interface SlackDeps {
  botToken: string;
  appToken: string;
  apiUrl: string | undefined;
  clock: Clock;
  log: Log;
  runs: RunStore;
  posts: PostStore;
  approvals: ApprovalStore;
  asks: AskStore;
  datasets: Pick<Datasets, "list" | "read">;
  files: AnswerFiles;
  /** What the tools are called, for people, by name. */
  toolTitles: () => Promise<ReadonlyMap<string, Bilingual>>;
  runTurn: RunTurn;
  spans: Spans;
  inbox: { add: (entry: InboxEntry) => boolean; isBusy: (thread: string) => boolean };
  /** Ids of who may decide about this request now. */
  approversFor: (approval: Approval) => Promise<string[]>;
}

/** What the listeners need and only the composition root can give. */
export type Wiring = Pick<ListenerDeps, "ruleFor" | "models" | "awsCost" | "decide" | "execute" | "report">;

/** A call that hangs must not hold a turn; what may be repeated is repeated twice. */
const TIMEOUT_MS = 10_000;

/**
 * Everything Slack: receiver, listeners, the writer's clients. Two Web API clients, because a rate limit
 * pauses a client's whole queue and retries are only right for calls that may be repeated.
 */
export function createSlack(deps: SlackDeps) {
  const { log, clock, inbox, runs, posts, approvals } = deps;
  const options = (rest: WebClientOptions): WebClientOptions => ({
    timeout: TIMEOUT_MS,
    logger: boltLogger(log),
    ...(deps.apiUrl ? { slackApiUrl: deps.apiUrl } : {}),
    ...rest,
  });
  const asking = new WebClient(deps.botToken, options({ retryConfig: { retries: 2 } }));
  const posting = createPosting(
    new WebClient(deps.botToken, options({ retryConfig: { retries: 0 }, rejectRateLimitedCalls: true })),
    log,
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    deps.spans,
  );
  const directory: Directory = createDirectory(asking);
  let us = "";
  let home = "";

  const receiver = createReceiver({
    appToken: deps.appToken,
    slackApiUrl: deps.apiUrl,
    log,
    botUser: () => us,
    knowsThread: runs.knowsThread,
    take(intake, body) {
      const busy = inbox.isBusy(intake.thread);
      const entry = { eventId: intake.eventId, requestKey: intake.key, thread: intake.thread };
      const added = inbox.add({ ...entry, work: { kind: "slack", body } });
      if (added && busy) void sayQueued(intake.request);
    },
  });
  const app = new App({
    token: deps.botToken,
    receiver,
    deferInitialization: true,
    clientOptions: options({ retryConfig: { retries: 2 } }),
    logger: boltLogger(log),
  });
  // Rethrown, so that the inbox sees a stored question that failed and tries it again.
  app.error(async (error) => {
    throw (error as CodedError).original ?? error;
  });

  const cards = createCards({
    posting,
    posts,
    approvals,
    runs,
    directory,
    clock,
    log,
    approversFor: deps.approversFor,
  });
  const asks = createAsks({ posting, posts, runs, asks: deps.asks, inbox, directory, clock, log });
  const proofOf = createProofs({ runs, datasets: deps.datasets, titles: deps.toolTitles });
  const turns = createTurns({
    posting,
    posts,
    clock,
    log,
    runs,
    runTurn: deps.runTurn,
    postCard: cards.post,
    tailOf: createTails({ files: deps.files, asks: deps.asks, clock }),
    began: (thread, runId) =>
      void asks
        .closeOlder(thread, runId)
        .catch((error: unknown) => log.warn({ err: error }, "older buttons could not be closed")),
    ended: (runId, state, record) => runs.end(runId, state, record, clock.now()),
  });

  async function sayQueued({ channel, user, threadTs }: { channel: string; user: string; threadTs: string }) {
    try {
      const person = await directory.person(user);
      await tell(asking, { channel, user, threadTs }, words(person.language).queued);
    } catch (error) {
      log.warn({ err: error }, "could not say that a message waits");
    }
  }

  return {
    directory,
    cards,
    turns,
    isConnected: receiver.isConnected,

    /** Asks Slack who we are, registers the listeners and opens the socket. Throws when the tokens are refused. */
    async start(wiring: Wiring): Promise<void> {
      const { user_id: id, team_id: team } = await asking.auth.test().catch(refusedBy("SLACK_BOT_TOKEN", deps.apiUrl));
      us = id ?? "";
      home = team ?? "";
      const listening: ListenerDeps = {
        ...wiring,
        botUser: () => us,
        homeTeam: () => home,
        knowsThread: runs.knowsThread,
        directory,
        turns,
        cards,
        posting,
        posts,
        runs,
        asks,
        files: deps.files,
        proofOf,
        clock,
        log,
      };
      for (const listener of listeners) listener(app, listening);
      await app.init();
      await app.start().catch(refusedBy("SLACK_APP_TOKEN", deps.apiUrl));
      void asks
        .recover()
        .catch((error: unknown) => log.error({ err: error }, "pressed questions could not be taken up"));
    },

    /** Hands a stored event to the listeners; its ack was given when it was stored. */
    handle: (body: Record<string, unknown>) => app.processEvent({ body, ack: async () => {} }),

    /** The one word left when a question was given up. `thread`: its key in the inbox. */
    async sayGaveUp(thread: string, reference: string): Promise<void> {
      const { channel, threadTs } = placeOf(thread);
      const { messages = [] } = await asking.conversations.replies({ channel, ts: threadTs, limit: 1 });
      const person = messages[0]?.user ? await directory.person(messages[0].user).catch(() => null) : null;
      await asking.chat.postMessage({
        channel,
        thread_ts: threadTs,
        text: words(person?.language ?? "en").gaveUp(reference),
        metadata: { event_type: "opsthread_notice", event_payload: {} },
      });
    },

    async stop(): Promise<void> {
      await receiver.stop();
    },
  };
}

/** Slack's own code for a refused token, and whether it could be reached at all: what a person at the console needs. */
function refusedBy(token: string, apiUrl: string | undefined) {
  return (error: unknown): never => {
    if (error instanceof WebAPIPlatformError) {
      throw new StartError(`Slack refused ${token} (${error.data.error}). Check the token and reinstall the app.`);
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`Slack cannot be reached at ${apiUrl ?? "https://slack.com/api/"}: ${why}`);
  };
}
