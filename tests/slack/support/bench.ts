import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createControl } from "../../../sandbox/slack/control-client.ts";
import { createFileKeeper } from "../../../src/datasets/attached/file-keeper.ts";
import { createDatasets } from "../../../src/datasets/datasets.ts";
import { createInbox } from "../../../src/inbox/inbox.ts";
import { createLog } from "../../../src/log.ts";
import { createTracing } from "../../../src/ops/tracing.ts";
import type { Decisions } from "../../../src/ports/decisions.ts";
import type { ThreadTool } from "../../../src/ports/thread-tool.ts";
import { createAtEnd, type OnCall } from "../../../src/slack/at-end.ts";
import { createSlack } from "../../../src/slack/slack.ts";
import type { SlackDeps } from "../../../src/slack/slack-deps.ts";
import { createApprovalStore } from "../../../src/store/approvals.ts";
import { createAskStore } from "../../../src/store/asks.ts";
import { createAudit } from "../../../src/store/audit.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { createFeedbackStore } from "../../../src/store/feedback.ts";
import { createHandOverStore } from "../../../src/store/hand-overs.ts";
import { createInboxStore } from "../../../src/store/inbox.ts";
import { createPostStore } from "../../../src/store/posts.ts";
import { createRunStore } from "../../../src/store/runs.ts";
import { createTalk } from "../../../src/store/talk.ts";
import { createAnswerFiles } from "../../../src/thread-tools/answer-files.ts";
import { csvFile } from "../../../src/thread-tools/csv-file.ts";
import { startWorkspaceHere } from "../../support/ends.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** Stands for the chart tool, whose drawing is tested where it is made. */
const drawn: ThreadTool = {
  descriptor: { name: "chart", title: "Draw a chart", description: "", inputSchema: {}, readOnly: true },
  run: async (args) => ({ text: "", picture: { png, alt: `drawn ${JSON.stringify(args)}`, title: "Chart" } }),
};

/** A workspace of its own and, on it, the Slack part with a scripted agent and the real store. */
export async function slackBench() {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-slack-"));
  const workspace = await startWorkspaceHere(["--port", "0", "--data", join(dir, "slack")]);
  const control = createControl(workspace.ready.url);

  /** Of each bot that is started: it calls by itself at its end where a test says so. */
  const onCall: OnCall = { group: "aws-approvers", channel: "ops", atEnd: "offer" };

  /** Starts the part on the same state; called again, it is what a restart is. */
  async function startBot(
    runTurn: SlackDeps["runTurn"],
    decisions: Partial<Decisions> = {},
    about: Partial<Pick<SlackDeps, "deafMs" | "onDeaf" | "pongMs">> = {},
    wiring: Partial<Parameters<ReturnType<typeof createSlack>["start"]>[0]> = {},
  ) {
    const log = createLog("error", "test");
    const clock = { now: () => Date.now(), moved: false };
    const db = openDatabase(join(dir, "bot"));
    const datasets = createDatasets({ dir: join(dir, "threads"), log, clock });
    const runs = createRunStore(db);
    const approvals = createApprovalStore(db);
    const handOvers = createHandOverStore(db);
    const done: string[] = [];
    const inbox = createInbox({
      store: createInboxStore(db, db),
      clock,
      log,
      atOnce: 8,
      work: async (row, again) => {
        if (row.work.kind === "slack") await slack.handle(row.work.body, again);
        else await slack.turns.resume(row.work.runId, row.eventId, again);
        done.push(row.eventId);
      },
      giveUp: async (row) => {
        await slack.sayGaveUp(row);
      },
    });
    const { ready } = workspace;
    const slack = createSlack({
      botToken: ready.botToken,
      appToken: ready.appToken,
      apiUrl: ready.slackApiUrl,
      clock,
      log,
      spans: await createTracing(null),
      runs,
      talk: createTalk(db),
      keepFile: createFileKeeper(datasets),
      deafMs: 90_000,
      onDeaf: () => {},
      ...about,
      posts: createPostStore(db),
      approvals,
      audit: createAudit(db, clock),
      asks: createAskStore(db),
      datasets,
      feedback: createFeedbackStore(db),
      handOvers,
      onCall,
      atEnd: createAtEnd({ handOvers, runs, onCall, clock }),
      summary: { channel: "ops", weekday: "monday", at: "09:00", zone: "Asia/Seoul", language: "ko" },
      files: createAnswerFiles({ datasets, csv: csvFile(datasets), chart: drawn, log }),
      toolTitles: async () => new Map([["cost_query", { ko: "비용 조회", en: "Cost" }]]),
      runTurn,
      changeSwitch: {
        stop: () => null,
        mayTurn: async () => ({ kind: "refused", why: "not_enabled", people: [], stop: null }),
        turn: async () => ({ kind: "refused", why: "not_enabled", people: [], stop: null }),
      },
      inbox,
      logChannel: null,
      approversFor: async () => ({ ids: ["U0SEOYEON", "U0DOYUN"], rules: ["group:aws-approvers"] }),
    });
    await slack.start({
      allowances: () => [],
      ruleFor: ({ name }) =>
        name === "general" ? null : { accounts: ["haneul-prod"], askers: "members", approvers: [] },
      models: {
        run: async () => ({ kind: "refused", why: "no_channel" }),
        choose: async () => ({ kind: "refused", why: "no_channel" }),
        currentFor: () => "offline",
      },
      awsCost: { read: () => ({ kind: "help", help: { why: null, suggestions: [], usage: "usage" } }) },
      noteCommand: () => undefined,
      decisions: {
        decide: async () => ({ kind: "unknown" }),
        mayOpen: async () => ({ kind: "unknown" }),
        confirms: () => true,
        ...decisions,
      },
      undo: async () => ({ kind: "nothing" }),
      again: async () => ({ kind: "nothing" }),
      threadData: { starter: () => null, isOpen: () => false },
      forget: async () => {},
      home: { facts: () => Promise.reject(new Error("no Home here")), chooseTheme: () => undefined },
      isAdmin: async () => false,
      execute: () => {},
      report: () => {},
      ...wiring,
    });
    inbox.start();
    return {
      db,
      runs,
      approvals,
      datasets,
      slack,
      done,
      async stop() {
        await slack.stop();
        await inbox.stop(2_000);
        await datasets.close();
        db.close();
      },
    };
  }

  return {
    control,
    ready: workspace.ready,
    onCall,
    startBot,
    async close() {
      await workspace.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
