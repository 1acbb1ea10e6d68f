import { expect, test } from "vitest";
import { createMonthCosts } from "../../src/commands/month-cost.ts";
import type { Log } from "../../src/log.ts";
import type { CallContext, ToolOutcome } from "../../src/ports/tools.ts";
import { costs } from "../thread-tools/support.ts";

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
const START = Date.parse("2026-11-20T00:12:00Z");

/** Costs of accounts; one named in `failing` cannot be read. */
function month(failing = new Set<string>()) {
  let now = START;
  const asked: [string, unknown][] = [];
  let disposed = 0;
  const toolHost = {
    async call(_tool: string, _args: unknown, { accounts: [account = ""], paidRequests }: CallContext) {
      asked.push([account, paidRequests]);
      if (failing.has(account)) return { kind: "error", code: "access_denied", text: "no" } as ToolOutcome;
      const { rows, ...about } = costs();
      if (account !== "large") return { kind: "table", text: "", table: { ...about, rows } } as ToolOutcome;
      const spool = {
        count: rows.length,
        rows: async function* () {
          yield* rows;
        },
        dispose: async () => {
          disposed += 1;
        },
      };
      return { kind: "table", text: "", table: { ...about, rows: [] }, spool } as ToolOutcome;
    },
  };
  const it = createMonthCosts({ toolHost, clock: { now: () => now, moved: false }, log: quiet });
  return {
    of: (...accounts: string[]) => it.of(accounts, "Asia/Seoul"),
    asked,
    disposed: () => disposed,
    later: (minutes: number) => {
      now += minutes * 60_000;
    },
  };
}
const days = [
  { day: "2026-11-09", usd: 14 },
  { day: "2026-11-10", usd: 11.5 },
];

test("the month is the sum of the accounts that could be read, by day, and the others are named", async () => {
  const { of, asked } = month(new Set(["haneul-dev"]));
  const result = await of("haneul-prod", "haneul-dev", "haneul-data", "a", "b", "c", "d");
  const each = { usd: 25.5, days: result.accounts[0]?.read?.days, at: START };
  expect(result).toEqual({
    usd: 4 * 25.5,
    days: each.days?.map(({ day, usd }) => ({ day, usd: 4 * usd })),
    at: START,
    accounts: ["haneul-prod", "haneul-dev", "haneul-data", "a", "b"].map((account) => ({
      account,
      read: account === "haneul-dev" ? null : each,
    })),
    unread: ["c", "d"],
  });
  expect(each.days).toEqual(days);
  expect(asked).toEqual(["haneul-prod", "haneul-dev", "haneul-data", "a", "b"].map((account) => [account, 1]));
});

test("an account is asked about once for all openings of half an hour, and sooner again where that failed", async () => {
  const failing = new Set(["haneul-dev"]);
  const { of, asked, later } = month(failing);
  const names = () => asked.splice(0).map(([account]) => account);
  await Promise.all([of("haneul-prod", "haneul-dev"), of("haneul-prod", "haneul-dev"), of("haneul-prod")]);
  expect(names()).toEqual(["haneul-prod", "haneul-dev"]);
  failing.clear();
  later(2);
  expect((await of("haneul-prod", "haneul-dev")).usd).toBe(51);
  expect(names()).toEqual(["haneul-dev"]);
  later(29);
  await of("haneul-prod", "haneul-dev");
  expect(names()).toEqual(["haneul-prod"]);
});

test("rows too many for a message are counted, and their file is thrown away", async () => {
  const { of, disposed } = month();
  const result = await of("large");
  expect([result.days, disposed()]).toEqual([days, 1]);
});

test("nothing read has no time, so that nothing is shown as a figure", async () => {
  expect(await month(new Set(["x"])).of("x")).toMatchObject({ at: null, accounts: [{ account: "x", read: null }] });
  expect(await month().of()).toMatchObject({ at: null, accounts: [], unread: [] });
});
