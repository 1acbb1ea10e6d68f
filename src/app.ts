import { join } from "node:path";
import { createDraw } from "../charts/draw.ts";
import { allowancesOf, budgetsOf } from "./agent/budgets.ts";
import { createRunTurn } from "./agent/run-turn.ts";
import { createApprovals } from "./approvals/approvals.ts";
import { type ApproverRule, approversOf } from "./approvals/policy.ts";
import { createClock } from "./clock.ts";
import { createAwsCost } from "./commands/aws-cost.ts";
import { createHome } from "./commands/home.ts";
import { createModelsCommand } from "./commands/models.ts";
import { type Config, STOP_FILE } from "./config.ts";
import { createFileKeeper } from "./datasets/attached/file-keeper.ts";
import { createDatasets } from "./datasets/datasets.ts";
import { createInbox } from "./inbox/inbox.ts";
import type { Log } from "./log.ts";
import { createModelsFrom } from "./models/from-config.ts";
import { asksForPerson } from "./models/offline/person-words.ts";
import { createMetrics } from "./ops/metrics.ts";
import { createObserver } from "./ops/observe.ts";
import { readiness } from "./ops/readiness.ts";
import { createRetention } from "./ops/retention.ts";
import { serveStatus } from "./ops/status-server.ts";
import { createTracing } from "./ops/tracing.ts";
import type { Approval } from "./ports/approvals.ts";
import type { InboxRow } from "./ports/inbox.ts";
import type { Theme } from "./ports/themes.ts";
import type { ApproverLists, RuleFor } from "./slack/access.ts";
import { pastScope } from "./slack/past-scope.ts";
import { createSlack } from "./slack/slack.ts";
import { periodWords } from "./slack/text/time.ts";
import { createActivity } from "./store/activity.ts";
import { createApprovalStore } from "./store/approvals.ts";
import { createAskStore } from "./store/asks.ts";
import { createAudit } from "./store/audit.ts";
import { openDatabase, openJournal, probeWriting } from "./store/database.ts";
import { createFeedbackStore } from "./store/feedback.ts";
import { createHandOverStore } from "./store/hand-overs.ts";
import { createHistory } from "./store/history.ts";
import { createInboxStore } from "./store/inbox.ts";
import { createPastTurns } from "./store/past-turns.ts";
import { createPostStore } from "./store/posts.ts";
import { createPrefs } from "./store/prefs.ts";
import { createRunJournal, createRunStore } from "./store/runs.ts";
import { createTalk } from "./store/talk.ts";
import { createThemes } from "./store/themes.ts";
import { createThreadData } from "./store/thread-data.ts";
import { createAnswerFiles } from "./thread-tools/answer-files.ts";
import { createThreadTools } from "./thread-tools/catalog.ts";
import { chart } from "./thread-tools/chart.ts";
import { csvFile } from "./thread-tools/csv-file.ts";
import { createActHost } from "./toolhost/act-host.ts";
import { actServerEnv, readServerEnv, type ToolServerSettings } from "./toolhost/child-env.ts";
import { createFurtherServer } from "./toolhost/further/further-server.ts";
import { createMergedToolHost } from "./toolhost/further/merged-tool-host.ts";
import { createToolHost } from "./toolhost/tool-host.ts";

const THREADS_AT_ONCE = 64;
const RETENTION_MS = 6 * 60 * 60_000;
const SUMMARY_MS = 5 * 60_000;
const DRAIN_MS = 20_000;
const INTERRUPT_MS = 2_000;
/** A tool server makes short-lived objects: a small nursery saves a fifth of its memory (`npm run bench -- tools`). */
const THRIFTY = ["--max-semi-space-size=2"];
const SERVER = join(import.meta.dirname, "..", "tools", "server.ts");

export interface RunningApp {
  healthPort: number;
  /** Ends what runs (at most twenty seconds), closes the children and the database. */
  stop(): Promise<void>;
}

/** The composition root: the only file that knows all parts. Everything is started when it resolves. */
export async function createApp(
  config: Config,
  log: Log,
  /** The bot can no longer do its work; whoever supervises it should start it afresh. */
  onFatal: (why: string) => void,
): Promise<RunningApp> {
  const { team } = config;
  const clock = createClock({ now: config.now, file: config.clockFile });
  const db = openDatabase(config.dataDir);
  const journal = openJournal(config.dataDir);
  const history = createHistory(journal, clock);
  const past = createPastTurns(journal);
  const threadData = createThreadData(db);
  const runs = createRunStore(journal, past.remember);
  const posts = createPostStore(journal);
  const approvals = createApprovalStore(db);
  const prefs = createPrefs(db);
  const audit = createAudit(db, clock);

  const metrics = createMetrics();
  const tracing = await createTracing(config.tracing, config.environment);
  const observe = createObserver(metrics, tracing);

  const canAct = team.accounts.some((account) => account.act !== undefined);
  const settings: ToolServerSettings = {
    toolsConfig: JSON.stringify({
      accounts: team.accounts,
      limits: {
        cost_explorer_day: team.budgets.cost_explorer_day,
        logs_scan_gb: team.budgets.logs_scan_gb,
        logs_ask_gb: team.budgets.logs_ask_gb,
      },
    }),
    dataDir: config.dataDir,
    offerActions: canAct,
    docs: team.aws_docs,
    logLevel: config.logLevel,
    ...(config.now ? { now: config.now } : {}),
    ...(config.clockFile ? { clockFile: config.clockFile } : {}),
  };
  const child = (role: "read" | "act") => ({ command: process.execPath, args: [...THRIFTY, SERVER, "--role", role] });
  const ownTools = createToolHost({
    ...child("read"),
    env: readServerEnv(config.env, settings),
    log: log.child({ part: "tools" }),
    spoolDir: join(config.dataDir, "spool"),
    onAwsCalls: observe.awsCalls,
  });
  const further = config.mcp.map((server) =>
    createFurtherServer({ ...server, log: log.child({ part: `mcp ${server.name}` }) }),
  );
  const toolHost = observe.toolHost(createMergedToolHost(ownTools, further, { log }));
  const act = canAct
    ? observe.act(
        createActHost({
          ...child("act"),
          env: actServerEnv(config.env, settings),
          log: log.child({ part: "act" }),
          clock,
        }),
      )
    : null;

  const budgets = budgetsOf(team.budgets);
  const datasets = createDatasets({ dir: join(config.dataDir, "threads"), log, clock });
  const draw = createDraw({ workDir: join(config.dataDir, "fonts") });
  const models = observe.models(createModelsFrom(config.model, { clock, log }));
  const { code, rate, as_of: asOf } = team.currency;
  const currency = code === "KRW" && rate !== undefined ? { code, rate, ...(asOf ? { asOf } : {}) } : undefined;
  const themes = createThemes(prefs);
  const askerOf = (runId: string) => runs.get(runId)?.input.asker.id ?? "";
  const drawing = {
    ...{ datasets, draw, periodWords, currency, approvals, clock },
    personName: async (id: string) => (await slack.directory.person(id).catch(() => ({ name: id }))).name,
    theme: (runId: string) => themes.of(askerOf(runId)),
    chooseTheme: (runId: string, theme: Theme) => themes.choose(askerOf(runId), theme),
  };
  const scopeOf = async (runId: string) => {
    const run = runs.get(runId);
    if (!run) throw new Error(`there is no run ${runId}`);
    return pastScope(run.place, run.input.asker.id, slack.channelsOf);
  };
  const handOvers = createHandOverStore(db);
  /** The person's own words call at once; a model's wish, and what leaves a direct message, waits for a press. */
  const requestHandOver = (runId: string) => {
    const run = runs.get(runId);
    handOvers.offer(runId, clock.now());
    const isPlain = run !== null && !run.place.isDm && asksForPerson(run.input.text);
    return isPlain && handOvers.call(runId, run.input.asker.id, clock.now())
      ? ("called" as const)
      : ("offered" as const);
  };
  const threadTools = observe.threadTools(
    createThreadTools({
      ...{ ...drawing, past, scopeOf },
      handOver: team.oncall ? requestHandOver : undefined,
    }),
  );
  const activity = createActivity(
    db,
    threadTools.map(({ descriptor }) => descriptor.name),
  );
  const isAdmin = async (user: string) => (await approversOf([team.admins], slack.directory)).includes(user);
  const accountNames = team.accounts.map((account) => account.name);
  const ruleFor: RuleFor = ({ id, name }) => {
    if (Object.keys(team.channels).length === 0) return { accounts: accountNames, askers: "members", approvers: [] };
    return team.channels[name] ?? team.channels[id] ?? null;
  };
  /** Of the channel the request came from, and of its account where that has a list of its own. */
  const approverRules = async ({ runId, terms, contract }: Approval): Promise<ApproverRule[][]> => {
    const listOf = (lists: ApproverLists) => (Array.isArray(lists) ? lists : (lists[terms.tier] ?? []));
    const place = runs.get(runId)?.place;
    if (!place) return [[]];
    const rule = ruleFor({ id: place.channel, name: await slack.directory.channelName(place.channel) });
    const account = team.accounts.find(({ name }) => name === contract.call.account.name);
    return [listOf(rule?.approvers ?? []), ...(account?.approvers ? [listOf(account.approvers)] : [])];
  };

  const inboxStore = createInboxStore(db, journal);
  const inbox = createInbox({ store: inboxStore, clock, log, atOnce: THREADS_AT_ONCE, work, giveUp });
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
    killSwitch: { enabled: team.approvals.enabled, file: join(config.dataDir, STOP_FILE) },
    inSight: () => slack,
  });
  const playTurn = createRunTurn({
    history,
    runs: createRunJournal(journal, clock),
    toolHost,
    threadTools,
    datasets,
    proposals: changes.proposals,
    models,
    clock,
    budgets,
    log,
  });

  const slack = createSlack({
    ...config.slack,
    onDeaf: (why) => onFatal(`no connection to Slack for ${config.slack.deafMs / 1000} s (${why})`),
    talk: createTalk(journal),
    keepFile: createFileKeeper(datasets),
    clock,
    log: log.child({ part: "slack" }),
    spans: tracing,
    runs,
    posts,
    approvals,
    asks: createAskStore(db),
    datasets,
    feedback: createFeedbackStore(db),
    handOvers,
    onCall: team.oncall ?? null,
    summary: team.feedback ?? null,
    files: createAnswerFiles({ datasets, csv: csvFile(datasets), chart: chart(drawing), log }),
    toolTitles: async () => {
      const tools = [...(await toolHost.tools()), ...threadTools.map(({ descriptor }) => descriptor)];
      return new Map(tools.map(({ name, title, titles }) => [name, titles ?? { ko: title, en: title }]));
    },
    runTurn: observe.turns(playTurn),
    inbox,
    logChannel: team.approvals.log_channel ?? null,
    approversFor: changes.approversFor,
  });

  async function work(row: InboxRow): Promise<void> {
    if (row.work.kind === "resume") await slack.turns.resume(row.work.runId);
    else await slack.handle(row.work.body);
  }
  async function giveUp(row: InboxRow): Promise<void> {
    await slack.sayGaveUp(row.thread, `r-${row.id}`);
  }
  const modelsCommand = createModelsCommand({ models, prefs, isAdmin, speeds: activity.speeds });
  const warm = draw.warm();
  warm.catch(() => undefined);
  await slack.start({
    ruleFor,
    allowances: (who) => allowancesOf(budgets, who),
    models: modelsCommand,
    home: createHome({
      models: modelsCommand,
      themes,
      past,
      scopeOf: async (person) => ({ channels: await slack.channelsOf(person), aloneWith: person }),
      approvals,
      activity,
      toolHost,
      canAct,
      clock,
      log,
    }),
    awsCost: createAwsCost({
      toolHost,
      datasets,
      chart: chart(drawing),
      csv: csvFile(datasets),
      periodWords,
      clock,
      log,
    }),
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
  log.info({}, "connected");
  inbox.start();
  changes.start();
  const forgetOld = createRetention({ threads: threadData, datasets, keep: team.retention, clock, log });
  const indexed = past.catchUp();
  if (indexed > 0) log.info({ indexed }, "earlier turns can be searched now");
  forgetOld();
  const summarise = () => {
    slack.postSummary().catch((error: unknown) => log.error({ err: error }, "the week's votes could not be told"));
  };
  summarise();
  const summaries = setInterval(summarise, SUMMARY_MS);
  const retention = setInterval(forgetOld, RETENTION_MS);
  const connected = () => (slack.isConnected() ? null : "no Socket Mode connection is open");
  const status = await serveStatus(config.healthPort, {
    alive: { slack: connected, database: () => (db.open ? null : "closed") },
    ready: readiness({ connected, probe: () => probeWriting(db), load: inboxStore.load, toolHost, clock }),
    metrics: {
      contentType: metrics.contentType,
      text: () =>
        metrics.text({
          connected: slack.isConnected,
          load: inboxStore.load,
          openApprovals: () => approvals.inState("pending").length,
          clock,
        }),
    },
  });
  // Questions are answered meanwhile; fonts that do not work end the start all the same.
  await warm;
  log.info({ healthPort: status.port, models: models.defaultId, changes: canAct }, "ready");

  return {
    healthPort: status.port,
    async stop() {
      clearInterval(retention);
      clearInterval(summaries);
      await slack.stop();
      await Promise.all([inbox.stop(DRAIN_MS), changes.stop(DRAIN_MS)]);
      slack.turns.interrupt();
      await inbox.stop(INTERRUPT_MS);
      await Promise.allSettled([toolHost.close(), act?.close(), draw.close(), datasets.close(), status.close()]);
      await tracing.close();
      journal.close();
      db.pragma("wal_checkpoint(TRUNCATE)");
      db.close();
    },
  };
}
