import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingestionOf } from "../../../sandbox/aws/world/log-lines.ts";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { haneul, seoul, startToolServer, type ToolServer } from "../support/tool-server.ts";
import { factsNow } from "../support/world.ts";

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

test("numbers are numbers, and several groups are one query", async () => {
  const { table } = await server.call("logs_query", {
    groups: ["/haneul/order-api", "web"],
    period: window,
    query: "stats count(*) as lines by bin(30m), @log",
  });
  expect(table.columns.map(({ type }) => type).sort()).toEqual(["number", "text", "time"]);
  const at = table.columns.findIndex(({ name }) => name === "@log");
  const groups = ["417205938164:/haneul/order-api", "417205938164:/haneul/web"];
  expect(table.rows.map((row) => row[at]).sort()).toEqual(groups.flatMap((group) => [group, group]));
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

test("row 47: the lines of a private key are redacted, which a log keeps an event each", async () => {
  const body = "aB3d".repeat(16);
  const lines = `replace(replace(concat("x", warns), "x1", "-----BEGIN PRIVATE KEY-----"), "x0", "${body}")`;
  const { structured, table } = await server.call("logs_query", {
    groups: ["order-api"],
    period: window,
    query: `fields strcontains(@message, "WARN") as warns | fields ${lines} as line | sort warns desc | display line | limit 1000`,
  });
  expect(JSON.stringify(structured)).not.toContain(body);
  const kinds = new Set(table.rows.map(([line]) => String(line).replace(/:[0-9a-f]{4}\]/, "]")));
  expect([...kinds]).toEqual(["[redacted:private-key]"]);
  expect(new Set(table.rows.map(([line]) => line)).size).toBe(2);
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

test("refuses to scan more than the limit, before anything is scanned, and says whom to ask", async () => {
  const started = async () => (await account.journal()).filter(({ operation }) => operation === "StartQuery").length;
  const before = await started();
  const small = await startToolServer({
    env: account.env("read"),
    config: { accounts: [haneul], limits: { logs_scan_gb: 0.01 } },
  });
  const answer = await small.call("logs_query", { groups: ["web"], period: "7d", query: "fields @message" });
  await small.close();
  expect([answer.code, answer.text]).toEqual([
    "budget",
    expect.stringMatching(
      /^This query would scan about 0\.\d+ GB \(under USD 0\.01\), over the limit of 0\.01 GB per query\. Shorten .+ ask an administrator to raise logs_scan_gb\.$/,
    ),
  ]);
  expect(await started()).toBe(before);
});

test("a large scan waits for a person: the estimate first, and a yes that came in a later turn than the question", async () => {
  const started = async () => (await account.journal()).filter(({ operation }) => operation === "StartQuery").length;
  const before = await started();
  const careful = await startToolServer({
    env: account.env("read"),
    config: { accounts: [haneul], limits: { logs_ask_gb: 0.01 } },
  });
  const args = { groups: ["web"], period: "7d", query: "stats count(*) as lines" };
  const inTurn = (runId: string, more: object = {}) =>
    careful.call("logs_query", { ...args, ...more }, { context: { ...seoul, runId } });
  const asks = expect.stringMatching(
    /^This query would scan about 0\.\d+ GB \(under USD 0\.01\), and more than 0\.01 GB need the yes of the person who asks\. .+ agreed_gb: 1\. /,
  );
  const refused = async (answer: ReturnType<typeof inTurn>) => {
    const { code, text } = await answer;
    expect([code, text]).toEqual(["budget", asks]);
  };
  await refused(inTurn("r-1", { agreed_gb: 1 }));
  await refused(inTurn("r-1", { agreed_gb: 1 }));
  await refused(inTurn("r-2", { agreed_gb: 0.001 }));
  await refused(inTurn("r-3"));
  await refused(inTurn("r-4", { agreed_gb: 1, groups: ["order-api"] }));
  expect(await started()).toBe(before);

  const agreed = await inTurn("r-5", { agreed_gb: 1 });
  expect(agreed.table.source.scannedBytes).toBeGreaterThan(0.01 * 1024 ** 3);
  expect(await started()).toBe(before + 1);
  const korean = await careful.call(
    "logs_analyze_errors",
    { service: "order-api", period: "7d" },
    { context: { ...seoul, language: "ko" } },
  );
  await careful.close();
  expect(korean.text).toMatch(
    /스캔은 질문하신 분의 동의가 필요합니다\. 스캔하려면 그렇게 답해 주세요 \(agreed_gb: 1\)\./,
  );
});

test("counts what is scanned in a UTC day, across restarts: near the limit it tells, past it refuses", async () => {
  const data = mkdtempSync(join(tmpdir(), "scan-"));
  const args = { groups: ["order-api"], period: window, query: "stats count(*) as lines" };
  const scanned = (await server.call("logs_query", args)).table.source.scannedBytes! / 1024 ** 3;
  const config = { accounts: [haneul], limits: { logs_scan_gb: scanned * 2.3 } };
  const start = () => startToolServer({ env: account.env("read"), config, data });
  const first = await start();
  const refused = await first.call("logs_query", { ...args, query: "nonsense !!" });
  expect(refused.code).toBe("invalid_input");
  const one = await first.call("logs_query", args);
  expect(one.table.notes.map(({ code }) => code)).not.toContain("scan_budget");
  const two = await first.call("logs_query", args);
  expect(two.table.notes.find(({ code }) => code === "scan_budget")?.params?.used_gb).toBeCloseTo(scanned * 2, 3);
  await first.close();
  const second = await start();
  const three = await second.call("logs_query", args);
  const korean = await second.call("logs_query", args, { context: { ...seoul, language: "ko" } });
  await second.close();
  expect([three.code, three.text]).toEqual(["budget", expect.stringContaining("of today's")]);
  expect(korean.text).toContain("관리자에게 한도(logs_scan_gb)를 올려 달라고 요청해 주세요.");
});

test.each([
  ["turn", "of this answer's 0.0001 GB are used. Shorten the period or ask the rest in a new question"],
  ["person", "of this person's 0.0001 GB (UTC day) are used. Shorten the period or ask again after 00:00 UTC"],
])("what one %s may scan is refused beyond it, before anything is scanned", async (of, says) => {
  const started = async () => (await account.journal()).filter(({ operation }) => operation === "StartQuery").length;
  const before = await started();
  const allowances = [{ of, key: of, cost_explorer: 0, logs_scan_gb: 0.0001 }];
  const args = { groups: ["order-api"], period: window, query: "stats count(*) as lines" };
  const { code, text } = await server.call("logs_query", args, { context: { ...seoul, allowances } });
  expect([code, text, await started()]).toEqual(["budget", expect.stringContaining(says), before]);
});

test("the estimate comes from what came in during the period, and is told with the true size", async () => {
  const { table } = await server.call("logs_query", {
    groups: ["order-api"],
    period: window,
    query: "stats count(*) as lines",
  });
  const { estimated_gb, scanned_gb, usd } = table.notes.find(({ code }) => code === "scan")!.params!;
  const { setting, world } = factsNow("haneul-1");
  const group = world.logGroups.find(({ name }) => name === "/haneul/order-api")!;
  const bytes = ingestionOf(setting, group);
  let incoming = 0;
  for (let at = Date.parse("2026-11-20T01:00:00Z"); at < Date.parse("2026-11-20T02:00:00Z"); at += 60_000)
    incoming += bytes(at).bytes;
  expect(estimated_gb).toBeCloseTo(incoming / 1024 ** 3, 3);
  expect(scanned_gb).toBeCloseTo(table.source.scannedBytes! / 1024 ** 3, 3);
  expect(usd).toBeCloseTo((table.source.scannedBytes! / 1024 ** 3) * 0.0076, 5);
});

test("where incoming bytes may not be read, stored bytes stand in", async () => {
  await account.fault({ operation: "GetMetricData", kind: "deny" });
  const { text } = await server.call("logs_query", { groups: ["order-api"], period: window, query: "limit 1" });
  await account.clearFaults();
  expect(text).toContain("(from stored size; incoming volume could not be read)");
});

test("lines that are no longer kept are told, or refused in words", async () => {
  const older = { groups: ["image-resize"], query: "stats count(*) as lines" };
  const cut = await server.call("logs_query", { ...older, period: "2026-11-07T00:00..2026-11-07T13:00" });
  expect(cut.table.notes.find(({ code }) => code === "retention_cut")?.params).toMatchObject({ groups: 1, of: 1 });
  const gone = await server.call("logs_query", { ...older, period: "2026-10-01" });
  expect([gone.code, gone.text]).toEqual([
    "invalid_input",
    expect.stringContaining("What is kept begins at 2026-11-07T0"),
  ]);
});

test("a region that is denied is told, the rest answered", async () => {
  await account.fault({ operation: "DescribeLogGroups", kind: "deny", region: "us-east-1" });
  const { table } = await server.call("logs_query", { groups: ["order-api"], period: window, query: "limit 1" });
  expect(table.rows.length).toBe(1);
  expect(table.scope.skipped).toMatchObject([
    { region: "us-east-1", why: { ko: expect.stringContaining("logs:DescribeLogGroups 권한 없음") } },
  ]);
});

test("throttling that does not end is said, and a query under way is stopped", async () => {
  const stops = async () => (await account.journal()).filter(({ operation }) => operation === "StopQuery").length;
  const before = await stops();
  await account.fault({ operation: "GetQueryResults", kind: "throttle", times: 3 });
  const answer = await server.call("logs_query", { groups: ["order-api"], period: window, query: "limit 1" });
  await account.clearFaults();
  expect([answer.code, answer.text]).toEqual(["throttled", expect.stringContaining("logs:GetQueryResults")]);
  expect(await stops()).toBe(before + 1);
});

test("a cancelled call stops its query", async () => {
  await account.clearJournal();
  await account.fault({ operation: "GetQueryResults", kind: "hang" });
  const gone = new AbortController();
  const call = server.client.callTool(
    { name: "logs_query", arguments: { groups: ["order-api"], period: window, query: "fields @message | limit 10" } },
    undefined,
    { signal: gone.signal },
  );
  const asked = async (operation: string) => (await account.journal()).some((entry) => entry.operation === operation);
  await expect.poll(() => asked("StartQuery"), { timeout: 5_000, interval: 10 }).toBe(true);
  gone.abort();
  await expect(call).rejects.toThrow();
  await expect.poll(() => asked("StopQuery"), { timeout: 5_000 }).toBe(true);
  await account.clearFaults();
});
