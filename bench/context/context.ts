import { budgetsOf } from "../../src/agent/budgets.ts";
import { createRunTurn } from "../../src/agent/run-turn.ts";
import { toParams } from "../../src/models/messages-wire.ts";
import { createOfflinePlanner } from "../../src/models/offline/planner.ts";
import type { Datasets } from "../../src/ports/datasets.ts";
import type { Message, Model, ModelRequest } from "../../src/ports/model.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createHistory } from "../../src/store/history.ts";
import { createRunJournal } from "../../src/store/runs.ts";
import { askChoice } from "../../src/thread-tools/ask-choice.ts";
import { csvFile } from "../../src/thread-tools/csv-file.ts";
import { dataQuery } from "../../src/thread-tools/data-query.ts";
import type { Goal } from "../goal.ts";
import { table } from "../table.ts";
import { type Account, openAccount } from "./account.ts";

/** Ten that a team asks; the planner chooses the calls, so that no model and no key is needed. */
const QUESTIONS = [
  "최근 90일 서비스별 일별 비용 보여줘",
  "Daily cost by usage type for the last 30 days",
  "이번 달 비용이 왜 튀었어?",
  "최근 7일 동안 누가 뭘 바꿨어?",
  "What did deploy-bot do in the last 7 days?",
  "owner 태그가 없는 리소스 목록",
  "orders-db CPU 최근 7일 평균이랑 최대값",
  "List all resources in every region",
  "에러 로그 상위 3개 메시지 패턴",
  "List high severity GuardDuty findings of the last 90 days",
];
const MANY_ROWS = 200;

/** So wide that no question of these reaches them. */
const BUDGETS = budgetsOf({
  turn_usd: 1,
  turn_tokens: 1_000_000,
  turn_cost_explorer: 1_000,
  turn_scan_gb: 1_000,
  person_day_usd: 5,
  person_day_tokens: 1_000_000,
  person_day_cost_explorer: 1_000,
  person_day_scan_gb: 1_000,
  day_usd: 50,
  day_tokens: 1_000_000,
  thread_tokens: 150_000,
});

/** Bytes of UTF-8 a token; both sides are counted alike, so that their ratio hardly depends on it. */
const BYTES_PER_TOKEN = 4;
const tokensOf = (value: unknown): number => Math.round(Buffer.byteLength(JSON.stringify(value)) / BYTES_PER_TOKEN);

/** What one question sent, over all its requests: as it is, and with the rows of each result as JSON instead of a digest. */
interface Asked {
  question: string;
  requests: number;
  rows: number;
  /** Messages alone. */
  digest: number;
  raw: number;
  /** With the tools and the system prompt of each request, which are the same for both. */
  digestAll: number;
  rawAll: number;
}

/** Tokens sent to the model, with digests and handles as opsthread sends them, and with every row. */
export const context = {
  name: "context",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const account = await openAccount();
    try {
      const asked: Asked[] = [];
      for (const [index, question] of QUESTIONS.entries()) asked.push(await ask(account, `t${index}`, question));
      say(
        `Tokens sent for one question, estimated as bytes of JSON / ${BYTES_PER_TOKEN}; whole: with tools and system prompt, uncached`,
      );
      say(
        table(
          ["question", "requests", "rows", "digests", "raw JSON", "ratio", "whole", "whole raw", "ratio"],
          asked.map((one) => [
            one.question,
            String(one.requests),
            String(one.rows),
            String(one.digest),
            String(one.raw),
            ratio(one.raw, one.digest),
            String(one.digestAll),
            String(one.rawAll),
            ratio(one.rawAll, one.digestAll),
          ]),
        ),
      );
      const large = asked.filter(({ rows }) => rows > MANY_ROWS);
      const least = Math.min(...large.map(({ raw, digest }) => raw / digest));
      const what = `times fewer tokens, least of the ${large.length} questions with more than ${MANY_ROWS} rows`;
      return { goals: [{ what, measured: least, limit: 10, atLeast: true }], asked };
    } finally {
      await account.close();
    }
  },
};

const ratio = (raw: number, digest: number): string => `${(raw / digest).toFixed(1)}x`;

async function ask(account: Account, thread: string, question: string): Promise<Asked> {
  const { clock, log, toolHost, datasets } = account;
  const db = openDatabase(":memory:");
  const sent: ModelRequest[] = [];
  const planner = createOfflinePlanner();
  const watched: Model = {
    ...planner,
    reply(request, onText, signal) {
      sent.push({ ...request, messages: structuredClone(request.messages) });
      return planner.reply(request, onText, signal);
    },
  };
  const turn = createRunTurn({
    history: createHistory(db, clock),
    runs: createRunJournal(db, clock),
    toolHost,
    threadTools: [dataQuery(datasets), csvFile(datasets), askChoice],
    datasets,
    proposals: { propose: () => ({ kind: "refused", text: { ko: "", en: "" } }) },
    models: { list: async () => [], get: () => watched, defaultId: "offline", fallback: null },
    clock,
    budgets: BUDGETS,
    log,
  });
  const language = /[가-힣]/.test(question) ? "ko" : "en";
  const input = { runId: thread, thread, asker: { id: "U1", name: "bench" }, zone: "Asia/Seoul", language } as const;
  const status = await turn(
    { ...input, text: question, accounts: ["haneul-prod"], modelId: "offline" },
    async () => undefined,
    new AbortController().signal,
  );
  db.close();
  if (status !== "answered") throw new Error(`"${question}" was not answered`);
  const rows = datasets.list(thread).reduce((sum, info) => sum + info.rowCount, 0);
  const size = (request: ModelRequest, messages: Message[]) => {
    const options = { model: "m", maxTokens: 1, adaptiveThinking: false, caching: "automatic" } as const;
    const params = toParams({ ...request, messages }, options);
    return { messages: tokensOf(params.messages), all: tokensOf([params.system, params.tools, params.messages]) };
  };
  const digests = sent.map((request) => size(request, request.messages));
  const raws = sent.map((request) =>
    size(
      request,
      request.messages.map((message) => withRows(message, datasets, thread)),
    ),
  );
  const total = (sizes: { messages: number; all: number }[], part: "messages" | "all") =>
    sizes.reduce((sum, one) => sum + one[part], 0);
  return {
    question,
    requests: sent.length,
    rows,
    digest: total(digests, "messages"),
    raw: total(raws, "messages"),
    digestAll: total(digests, "all"),
    rawAll: total(raws, "all"),
  };
}

/** The result of a call as a server without datasets returns it: every row as an object, totals and period. */
function withRows(message: Message, datasets: Datasets, thread: string): Message {
  const content = message.content.map((block) => {
    if (block.type !== "tool_result") return block;
    const handle = /^dataset: (d\d+)\n/.exec(String(block.content))?.[1];
    const stored = handle ? datasets.read(thread, handle) : null;
    if (!stored) return block;
    const { info, rows } = stored;
    const names = info.columns.map(({ name }) => name);
    const objects = rows.map((row) => Object.fromEntries(row.map((cell, at) => [names[at], cell])));
    return { ...block, content: JSON.stringify({ rows: objects, totals: info.totals, period: info.period }) };
  });
  return { ...message, content };
}
