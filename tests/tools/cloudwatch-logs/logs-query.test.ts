import { afterAll, beforeAll, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServer({ env: account.env("read") });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

const window = "2026-11-20T10:00..2026-11-20T11:00";

test("rows of a query, with typed columns", async () => {
  const { text, table } = await server.call("logs_query", {
    groups: ["order-api"],
    period: window,
    query: "filter @message like /WARN/ | fields @timestamp, @message | sort @timestamp asc",
    limit: 5,
  });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/logs-query.txt");
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(["@timestamp:time", "@message:text"]);
  expect(table.period).toMatchObject({ from: "2026-11-20T01:00:00Z", to: "2026-11-20T02:00:00Z" });
  expect(table.truncated).toEqual({
    shown: 5,
    of: table.totals.records_matched,
    why: { ko: "행 한도 5", en: "limit 5" },
  });
  expect(table.source.scannedBytes).toBeGreaterThan(0);
});

test("numbers are numbers", async () => {
  const { table } = await server.call("logs_query", {
    groups: ["/haneul/order-api"],
    period: window,
    query: "stats count(*) as lines by bin(30m)",
  });
  expect(table.columns.map(({ type }) => type).sort()).toEqual(["number", "time"]);
});

test("secrets in a line are redacted", async () => {
  const { text, structured } = await server.call("logs_query", {
    groups: ["order-api"],
    period: window,
    query: 'fields concat("DB_PASSWORD=", "hunter2secret") as line | limit 1',
  });
  expect(text).toContain("DB_PASSWORD=[redacted:secret:");
  expect(JSON.stringify(structured)).not.toContain("hunter2secret");
});

test("no line is an answer that says what was searched", async () => {
  const { text } = await server.call("logs_query", {
    groups: ["order-api"],
    period: window,
    query: "filter @message like /no such words/ | fields @message",
  });
  expect(text).toContain("The query found no log lines in this period.");
  expect(text).toContain("Log groups searched: /haneul/order-api.");
});

test.each([
  [{ groups: ["no-such-service"], query: "fields @message" }, "not_found", "Log groups: "],
  [{ groups: ["order-api"], query: "nonsense !!" }, "invalid_input", "MalformedQueryException"],
  [{ groups: ["order-api"], query: "SOURCE logGroups() | fields @message" }, "invalid_input", "may not use SOURCE"],
  [{ groups: ["order-api"], query: "fields unmask(@message)" }, "invalid_input", "may not use unmask"],
])("refuses %j", async (args, code, part) => {
  const answer = await server.call("logs_query", { period: window, ...args });
  expect(answer.code).toBe(code);
  expect(answer.text).toContain(part);
});

test("refuses to scan more than the limit, before anything is scanned", async () => {
  const before = (await account.journal()).filter(({ operation }) => operation === "StartQuery").length;
  const answer = await server.call("logs_query", { groups: ["web"], period: "90d", query: "fields @message" });
  expect(answer.code).toBe("budget");
  expect(answer.text).toMatch(/would scan about \d+\.\d GB, over the limit of 20 GB/);
  expect((await account.journal()).filter(({ operation }) => operation === "StartQuery").length).toBe(before);
});

test("a cancelled call stops its query", async () => {
  const gone = new AbortController();
  const call = server.client.callTool(
    { name: "logs_query", arguments: { groups: ["order-api"], period: window, query: "fields @message | limit 10" } },
    undefined,
    { signal: gone.signal },
  );
  const asked = async (operation: string) => (await account.journal()).some((entry) => entry.operation === operation);
  await expect
    .poll(async () => (await account.journal()).at(-1)?.operation, { timeout: 5_000, interval: 10 })
    .toBe("GetQueryResults");
  gone.abort();
  await expect(call).rejects.toThrow();
  await expect.poll(() => asked("StopQuery"), { timeout: 5_000 }).toBe(true);
});
