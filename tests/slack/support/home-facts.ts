import type { HomeFacts } from "../../../src/ports/home.ts";
import type { PastTurn } from "../../../src/ports/past.ts";

const NOW = Date.parse("2026-11-20T00:12:00Z");
export const pastTurn = (about: Partial<PastTurn> = {}): PastTurn => ({
  runId: "t-1",
  thread: "C0OPS:1763000000.000100",
  channel: "C0OPS",
  asker: "U0JIWOO",
  at: NOW - 86_400_000,
  question: "그럼 언제부터야?",
  firstQuestion: "order-api <!here> 5xx 원인",
  answer: "",
  ...about,
});
const daily = (...usd: number[]) => usd.map((one, n) => ({ day: `2026-11-0${n + 1}`, usd: one }));
export const homeFacts = (about: Partial<HomeFacts> = {}): HomeFacts => ({
  accounts: ["haneul-prod", "haneul-dev"],
  canAct: true,
  models: {
    kind: "list",
    choices: [{ id: "offline", name: "Offline planner", offline: true, price: null, window: null, retires: null }],
    current: { id: "offline", by: "default" },
    chosen: { person: null, channel: null },
    mayChooseForChannel: true,
    speeds: {},
    howToAddClaude: true,
  },
  changes: null,
  theme: "dark",
  cost: {
    usd: 27_450.3,
    days: daily(0, 10, 20, 40),
    at: NOW,
    accounts: [
      { account: "haneul-prod", read: { usd: 27_412.3, days: daily(0, 10, 20, 40), at: NOW } },
      { account: "haneul-dev", read: { usd: 38, days: daily(1, 1, 2, 1), at: NOW } },
      { account: "haneul-<!here>", read: null },
    ],
    unread: ["haneul-old"],
  },
  approvals: [],
  threads: [pastTurn()],
  search: "",
  health: {
    model: { okAt: null, failure: "overloaded", failedAt: NOW },
    aws: { okAt: NOW, failure: null, failedAt: null },
    queue: { waiting: 2, running: 1 },
  },
  spent: { modelUsd: 1.234, unpricedTokens: 900, costExplorerRequests: 3, questions: 7 },
  ...about,
});
