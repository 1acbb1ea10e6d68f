import { App, type CodedError } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";
import { StartError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { AnswerFiles } from "../ports/answer-files.ts";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { AskStore } from "../ports/asks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { FeedbackStore } from "../ports/feedback.ts";
import type { HandOverStore } from "../ports/hand-over.ts";
import type { PostStore, RunStore } from "../ports/runs.ts";
import type { Spans } from "../ports/spans.ts";
import type { Talk } from "../ports/talk.ts";
import type { Bilingual } from "../ports/tools.ts";
import type { RunTurn } from "../ports/turn.ts";
import { createAsks } from "./asks.ts";
import { createAttachments, type KeepFile } from "./attachments.ts";
import { createAuditLog } from "./audit-log.ts";
import { boltLogger } from "./bolt-logger.ts";
import { type Approvers, createCards } from "./cards.ts";
import { createClients } from "./clients.ts";
import { createDesk, type Queue } from "./desk.ts";
import { createDirectory } from "./directory.ts";
import { createHandOver, type OnCall } from "./hand-over.ts";
import { placeOf } from "./intake.ts";
import { listeners } from "./listeners/index.ts";
import type { ListenerDeps } from "./listeners/listener.ts";
import { createPace } from "./live/pace.ts";
import { createStatusLines } from "./live/status-line.ts";
import { createMembership } from "./membership.ts";
import { createPosting } from "./posting.ts";
import { createProofs } from "./proofs.ts";
import { createReceiver } from "./receiver.ts";
import { createTails } from "./tails.ts";
import { words } from "./text/words.ts";
import { createTurns } from "./turns.ts";
import { explainUnreachable } from "./unreachable.ts";
import { createWeeklySummary, type SummaryRule } from "./weekly-summary.ts";

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
  feedback: FeedbackStore;
  handOvers: HandOverStore;
  /** Whom to call when somebody asks for a person; null: nobody. */
  onCall: OnCall | null;
  /** Where the week's votes are told; null: nowhere. */
  summary: SummaryRule | null;
  /** What the tools are called, for people, by name. */
  toolTitles: () => Promise<ReadonlyMap<string, Bilingual>>;
  runTurn: RunTurn;
  spans: Spans;
  talk: Talk;
  keepFile: KeepFile;
  inbox: Queue;
  /** Without an open socket for so long, `onDeaf` is called: a bot that hears nothing must not seem to live. */
  deafMs: number;
  onDeaf: (why: string) => void;
  /** A socket that does not answer a ping within this is dead. */
  pongMs?: number;
  /** Where ended requests are logged: a channel's id or name. */
  logChannel: string | null;
  /** Who may decide about this request now. */
  approversFor: (approval: Approval) => Promise<Approvers>;
}

/** What the listeners need and only the composition root can give. */
export type Wiring = Pick<
  ListenerDeps,
  | "ruleFor"
  | "models"
  | "awsCost"
  | "allowances"
  | "decisions"
  | "undo"
  | "again"
  | "execute"
  | "report"
  | "threadData"
  | "forget"
  | "isAdmin"
  | "home"
>;

/** Everything Slack: receiver, listeners, the writer's clients. */
export function createSlack(deps: SlackDeps) {
  const { log, clock, inbox, runs, posts, approvals } = deps;
  const { listening: clientOptions, asking, posting: postingClient, streaming } = createClients(deps);
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const posting = createPosting(postingClient, log, wait, deps.spans);
  const statusLines = createStatusLines(streaming, log);
  const directory = createDirectory(asking);
  let us = "";
  let home = "";
  let address = "";

  const receiver = createReceiver({
    appToken: deps.appToken,
    slackApiUrl: deps.apiUrl,
    log,
    deafMs: deps.deafMs,
    onDeaf: deps.onDeaf,
    pongMs: deps.pongMs,
    take: createDesk({
      botUser: () => us,
      queue: inbox,
      talk: deps.talk,
      turns: () => turns,
      statusLines,
      directory,
      client: asking,
      log,
    }),
  });
  const app = new App({
    token: deps.botToken,
    receiver,
    deferInitialization: true,
    clientOptions,
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
  const { onCall } = deps;
  const handOvers = createHandOver({
    ...{ posting, asking, directory, runs, posts, approvals, clock, log, onCall },
    handOvers: deps.handOvers,
    titles: deps.toolTitles,
  });
  const nameOf = (user: string) =>
    directory.person(user).then(
      ({ name }) => name,
      () => user,
    );
  const turns = createTurns({
    posting,
    streaming,
    pace: createPace(),
    statusOf: statusLines.of,
    nameOf,
    unreachable: (error, at) =>
      explainUnreachable({ client: asking, directory, log }, error, at).catch((failed: unknown) =>
        log.error({ err: failed }, "a person could not be told that an answer has no place"),
      ),
    posts,
    clock,
    log,
    runs,
    runTurn: deps.runTurn,
    postCard: cards.post,
    tailOf: createTails({
      files: deps.files,
      asks: deps.asks,
      handOvers: deps.handOvers,
      onCall,
      datasets: deps.datasets,
      home: () => address,
      clock,
    }),
    began: (thread, runId) =>
      void asks
        .closeOlder(thread, runId)
        .catch((error: unknown) => log.warn({ err: error }, "older buttons could not be closed")),
    ended(runId, state, record) {
      runs.end(runId, state, record, clock.now());
      void handOvers
        .answered(runId)
        .catch((error: unknown) => log.error({ err: error, runId }, "a call for a person could not be answered"));
    },
  });

  const { feedback, summary } = deps;
  const weekly = summary ? createWeeklySummary({ posting, asking, feedback, posts, clock, log, rule: summary }) : null;

  return {
    /** Posts the week's votes when they are due. */
    postSummary: async () => weekly?.check(),
    auditLog: createAuditLog({ posting, channel: deps.logChannel, reader: cards.reader, log }),
    directory,
    channelsOf: createMembership(asking),
    cards,
    turns,
    homeTeam: () => home,
    isConnected: receiver.isConnected,

    /** Asks Slack who we are, registers the listeners and opens the socket. Throws when the tokens are refused. */
    async start(wiring: Wiring): Promise<void> {
      const {
        user_id: id,
        team_id: team,
        url,
      } = await asking.auth.test().catch(refusedBy("SLACK_BOT_TOKEN", deps.apiUrl));
      us = id ?? "";
      home = team ?? "";
      address = url ?? "";
      const listening: ListenerDeps = {
        ...wiring,
        botUser: () => us,
        address: () => address,
        homeTeam: () => home,
        statusOf: statusLines.of,
        readAttachments: createAttachments({ ...deps, keep: deps.keepFile }),
        directory,
        turns,
        cards,
        approvals,
        posting,
        posts,
        runs,
        asks,
        files: deps.files,
        feedback: deps.feedback,
        handOvers,
        proofOf,
        clock,
        log,
      };
      for (const listener of listeners) listener(app, listening);
      await app.init();
      await app.start().catch(refusedBy("SLACK_APP_TOKEN", deps.apiUrl));
      void handOvers
        .recover()
        .catch((error: unknown) => log.error({ err: error }, "calls for a person could not be taken up"));
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
