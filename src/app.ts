import { join } from "node:path";
import { allowancesOf, budgetsOf } from "./agent/budgets.ts";
import { createNoteCommand } from "./agent/note-command.ts";
import { createRunTurn } from "./agent/run-turn.ts";
import { createRequestHandOver } from "./app/request-hand-over.ts";
import { openState } from "./app/state.ts";
import { createThreadParts } from "./app/thread-parts.ts";
import { createToolServers } from "./app/tool-servers.ts";
import { startUpkeep } from "./app/upkeep.ts";
import { createWhoMay } from "./app/who-may.ts";
import { createApprovals } from "./approvals/approvals.ts";
import { createClock } from "./clock.ts";
import { createAwsCost } from "./commands/aws-cost.ts";
import { createHome } from "./commands/home.ts";
import { createModelsCommand } from "./commands/models.ts";
import { type Config, STOP_FILE } from "./config.ts";
import { createFileKeeper } from "./datasets/attached/file-keeper.ts";
import { createInbox } from "./inbox/inbox.ts";
import type { Log } from "./log.ts";
import { createModelsFrom } from "./models/from-config.ts";
import { createMetrics } from "./ops/metrics.ts";
import { createObserver } from "./ops/observe.ts";
import { readiness } from "./ops/readiness.ts";
import { createRetention } from "./ops/retention.ts";
import { serveStatus } from "./ops/status-server.ts";
import { createTracing } from "./ops/tracing.ts";
import type { InboxRow } from "./ports/inbox.ts";
import { createAtEnd } from "./slack/at-end.ts";
import { createSlack } from "./slack/slack.ts";
import { periodWords } from "./slack/text/time.ts";
import { createActivity } from "./store/activity.ts";
import { createStopFile } from "./store/stop-file.ts";
import { createAnswerFiles } from "./thread-tools/answer-files.ts";

const THREADS_AT_ONCE = 64;
const DRAIN_MS = 20_000;
const INTERRUPT_MS = 2_000;

export interface RunningApp {
  healthPort: number;
  /** Ends what runs (at most twenty seconds), closes the children and the database. */
  stop(): Promise<void>;
}

/** The composition root: with the pieces in app/, the only place that knows all parts. Everything is started when it resolves. */
export async function createApp(
  config: Config,
  log: Log,
  /** The bot can no longer do its work; whoever supervises it should start it afresh. */
  onFatal: (why: string) => void,
): Promise<RunningApp> {
  const { team } = config;
  const clock = createClock({ now: config.now, file: config.clockFile });
  const state = openState(config, clock);
  const { history, past, threadData, runs, posts, approvals, prefs, audit, themes } = state;

  const metrics = createMetrics();
  const tracing = await createTracing(config.tracing, config.environment);
  const observe = createObserver(metrics, tracing);

  const { toolHost, act } = createToolServers(config, { observe, clock, log });
  const { oncall } = team;
  const onCall = oncall ? { group: oncall.group, channel: oncall.channel, atEnd: oncall.at_end } : null;
  const atEnd = createAtEnd({ handOvers: state.handOvers, runs, onCall, clock });
  const { datasets, draw, files, tools } = createThreadParts(config, {
    ...{ state, slack: () => slack, clock, log },
    handOver: onCall && createRequestHandOver({ runs, handOvers: state.handOvers, onCall, atEnd, clock }),
  });
  const threadTools = observe.threadTools(tools);
  const activity = createActivity(
    state.db,
    threadTools.map(({ descriptor }) => descriptor.name),
  );
  const budgets = budgetsOf(team.budgets);
  const models = observe.models(await createModelsFrom(config.model, { clock, log }));
  const { ruleFor, isAdmin, approverRules, switchRules } = createWhoMay({
    team,
    runs,
    directory: () => slack.directory,
  });

  const inbox = createInbox({ store: state.inbox, clock, log, atOnce: THREADS_AT_ONCE, work, giveUp });
  const { limits } = team.approvals;
  const changes = createApprovals({
    ...{ store: approvals, audit, act, clock, log, runs, history, toolHost, inbox, approverRules },
    rules: {
      self: team.approvals.self,
      raise: team.approvals.raise,
      pendingMs: team.approvals.pending_minutes * 60_000,
      limits: {
        openPerThread: limits.open_per_thread,
        openPerPerson: limits.open_per_person,
        perHour: limits.per_channel_hour,
      },
    },
    accounts: team.accounts.map(({ name, id = null, regions }) => ({ name, id, regions })),
    killSwitch: {
      enabled: team.approvals.enabled,
      file: createStopFile(join(config.dataDir, STOP_FILE)),
      rules: switchRules,
    },
    inSight: () => slack,
  });
  const playTurn = createRunTurn({
    ...{ history, toolHost, threadTools, datasets, models, clock, budgets, log },
    runs: state.runJournal,
    proposals: changes.proposals,
  });

  const slack = createSlack({
    ...config.slack,
    onDeaf: (why) => onFatal(`no connection to Slack for ${config.slack.deafMs / 1000} s (${why})`),
    keepFile: createFileKeeper(datasets),
    clock,
    log: log.child({ part: "slack" }),
    spans: tracing,
    ...{ runs, posts, approvals, audit, datasets, inbox },
    talk: state.talk,
    asks: state.asks,
    feedback: state.feedback,
    handOvers: state.handOvers,
    onCall,
    atEnd,
    summary: team.feedback ?? null,
    files: createAnswerFiles({ datasets, ...files, log }),
    toolTitles: async () => {
      const all = [...(await toolHost.tools()), ...threadTools.map(({ descriptor }) => descriptor)];
      return new Map(all.map(({ name, title, titles }) => [name, titles ?? { ko: title, en: title }]));
    },
    runTurn: observe.turns(playTurn),
    logChannel: team.approvals.log_channel ?? null,
    approversFor: changes.approversFor,
    changeSwitch: changes.changeSwitch,
  });

  async function work(row: InboxRow, again: boolean): Promise<void> {
    if (row.work.kind === "resume") await slack.turns.resume(row.work.runId, row.eventId, again);
    else await slack.handle(row.work.body, again);
  }
  async function giveUp(row: InboxRow): Promise<void> {
    await slack.sayGaveUp(row);
  }
  const modelsCommand = createModelsCommand({ models, prefs, isAdmin, speeds: activity.speeds });
  const warm = draw.warm();
  warm.catch(() => undefined);
  const started = slack.start({
    ruleFor,
    allowances: (who) => allowancesOf(budgets, who),
    models: modelsCommand,
    home: createHome({
      ...{ themes, past, approvals, activity, toolHost, clock, log },
      models: modelsCommand,
      scopeOf: async (person) => ({ channels: await slack.channelsOf(person), aloneWith: person }),
      changeSwitch: changes.changeSwitch,
      canAct: act !== null,
    }),
    noteCommand: createNoteCommand({ history, clock }),
    awsCost: createAwsCost({ toolHost, datasets, ...files, periodWords, journal: state.runJournal, clock, log }),
    threadData,
    async forget(thread, by) {
      audit.record("thread_forgotten", { thread, by });
      threadData.forget(thread);
      datasets.forget(thread);
    },
    isAdmin,
    decisions: changes.decisions,
    undo: changes.undo,
    again: changes.again,
    execute: changes.execute,
    report: changes.report,
  });
  // Where the process ends while the renderer's thread still warms up, native code may end it by a signal.
  await started.catch(async (error: unknown) => {
    await draw.close();
    throw error;
  });
  log.info({}, "connected");
  inbox.start();
  changes.start();
  const indexed = past.catchUp();
  if (indexed > 0) log.info({ indexed }, "earlier turns can be searched now");
  const endUpkeep = startUpkeep({
    forgetOld: createRetention({ threads: threadData, datasets, keep: team.retention, clock, log }),
    postSummary: slack.postSummary,
    log,
  });
  const connected = () => (slack.isConnected() ? null : "no Socket Mode connection is open");
  const status = await serveStatus(config.healthPort, {
    alive: { slack: connected, database: () => (state.isOpen() ? null : "closed") },
    ready: readiness({ connected, probe: state.probe, load: state.inbox.load, toolHost, act, clock }),
    metrics: {
      contentType: metrics.contentType,
      text: () =>
        metrics.text({
          connected: slack.isConnected,
          load: state.inbox.load,
          openApprovals: () => approvals.inState("pending").length,
          clock,
        }),
    },
  });
  // Questions are answered meanwhile; fonts that do not work end the start all the same.
  await warm;
  const users = config.childUsers ? "separate" : "one";
  log.info({ healthPort: status.port, models: models.defaultId, changes: act !== null, users }, "ready");

  return {
    healthPort: status.port,
    async stop() {
      endUpkeep();
      await slack.stop();
      await Promise.all([inbox.stop(DRAIN_MS), changes.stop(DRAIN_MS)]);
      slack.turns.interrupt();
      await inbox.stop(INTERRUPT_MS);
      await Promise.allSettled([toolHost.close(), act?.close(), draw.close(), datasets.close(), status.close()]);
      await tracing.close();
      state.close();
    },
  };
}
