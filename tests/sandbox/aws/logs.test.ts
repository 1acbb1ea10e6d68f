import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CloudWatchLogsClient,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  type DescribeLogStreamsCommandInput,
  DescribeQueriesCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  GetLogGroupFieldsCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Call } from "../../../sandbox/aws/call.ts";
import { createQueries } from "../../../sandbox/aws/ops/log-queries.ts";
import { openState } from "../../../sandbox/aws/state.ts";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { DAY, HOUR, MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { logGroupsOf } from "../../../sandbox/aws/world/log-groups.ts";
import { type LogLine, linesOf, storedBytes } from "../../../sandbox/aws/world/log-lines.ts";
import { hostileLinesOf } from "../../../sandbox/aws/world/log-writers-hostile.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { createWorld } from "../../../sandbox/aws/world/world.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-1", prod, seoulMidnight(NOW));
const { story } = setting;
let account: Account;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString()]);
  // The account throttles as AWS does.
  logs = new CloudWatchLogsClient({ ...account.as("admin"), maxAttempts: 6 });
});
afterAll(() => account.stop());

const ORDER = "/haneul/order-api";
const linesIn = (group: string, from: number, to: number): LogLine[] => {
  const found = logGroupsOf(setting).find((g) => g.name === group);
  return found ? [...linesOf(setting, found, from, to)] : [];
};
/** Error lines of the world by what they are, the end of the span included. */
const errorsIn = (group: string, from: number, to: number) =>
  linesIn(group, from, to + 1).filter((line) => line.template !== undefined);

const startQuery = (queryString: string, from: number, to: number, groups = [ORDER]) =>
  logs.send(new StartQueryCommand({ logGroupNames: groups, startTime: from / 1000, endTime: to / 1000, queryString }));

async function query(queryString: string, from: number, to: number, groups?: string[]) {
  const { queryId } = await startQuery(queryString, from, to, groups);
  const seen = new Set<string>();
  for (;;) {
    const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
    seen.add(answer.status ?? "");
    if (answer.status === "Complete") {
      const rows = answer.results?.map((row) => Object.fromEntries(row.map((f) => [f.field, f.value]))) ?? [];
      return { rows, seen: [...seen], statistics: answer.statistics };
    }
    await new Promise((done) => setTimeout(done, 120));
  }
}

const filter = (input: Partial<FilterLogEventsCommandInput>) =>
  logs.send(new FilterLogEventsCommand({ logGroupName: ORDER, startTime: NOW - HOUR, endTime: NOW, ...input }));

describe("log groups", () => {
  it("are nine; two keep their lines for ever, and grow", async () => {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups.map((g) => g.logGroupName)).toEqual(
      logGroupsOf(setting)
        .map((g) => g.name)
        .sort(),
    );
    expect(logGroups.filter((g) => !g.retentionInDays).map((g) => g.logGroupName)).toEqual([
      "/aws/lambda/order-notify",
      "/haneul/web",
    ]);
    for (const group of logGroupsOf(setting)) {
      const grows = storedBytes(setting, group, NOW + DAY) > storedBytes(setting, group, NOW);
      expect([group.name, grows]).toEqual([group.name, group.retentionDays === undefined]);
    }
    const web = logGroups.find((g) => g.logGroupName === "/haneul/web");
    const group = logGroupsOf(setting).find((g) => g.name === "/haneul/web");
    expect((web?.storedBytes ?? 0) / (group ? storedBytes(setting, group, NOW) : 0)).toBeCloseTo(1, 5);
  });

  it("are found by prefix, by pattern and page by page", async () => {
    const names = async (input: object) =>
      (await logs.send(new DescribeLogGroupsCommand(input))).logGroups?.map((g) => g.logGroupName);
    expect(await names({ logGroupNamePrefix: "/haneul/order" })).toEqual([ORDER]);
    expect(await names({ logGroupNamePattern: "ORDER" })).toEqual([
      "/aws/lambda/order-notify",
      "/aws/rds/cluster/orders-db/slowquery",
      ORDER,
    ]);
    const first = await logs.send(new DescribeLogGroupsCommand({ limit: 5 }));
    expect(await names({ limit: 5, nextToken: first.nextToken })).toHaveLength(4);
    const wrong = (input: object) => failure(logs.send(new DescribeLogGroupsCommand(input)));
    expect((await wrong({ nextToken: "x" })).name).toBe("InvalidParameterException");
    expect((await wrong({ limit: 51 })).name).toBe("InvalidParameterException");
    expect((await wrong({ logGroupNamePrefix: "a", logGroupNamePattern: "b" })).message).toContain("exclusive");
    const { tags } = await logs.send(
      new ListTagsForResourceCommand({ resourceArn: `arn:aws:logs:ap-northeast-2:417205938164:log-group:${ORDER}` }),
    );
    expect(tags).toEqual(logGroupsOf(setting).find((g) => g.name === ORDER)?.tags);
  });

  it("have streams, those of functions new ones each day", async () => {
    const streams = async (input: DescribeLogStreamsCommandInput) =>
      (await logs.send(new DescribeLogStreamsCommand(input))).logStreams ?? [];
    expect((await streams({ logGroupName: ORDER })).map((s) => s.logStreamName)).toEqual(
      [1, 2, 3].map((n) => `order-api-${n}/app`),
    );
    const newest = await streams({
      logGroupName: "/aws/lambda/image-resize",
      orderBy: "LastEventTime",
      descending: true,
      limit: 4,
    });
    expect(newest.map((s) => s.logStreamName?.slice(0, 20))).toEqual([
      ...Array(3).fill("2026/11/21/[$LATEST]"),
      "2026/11/20/[$LATEST]",
    ]);
    expect(newest.map((s) => s.lastEventTimestamp)).toEqual(
      newest.map((s) => s.lastEventTimestamp ?? 0).toSorted((a, b) => b - a),
    );
    const { name, time } = { name: newest[3]?.logStreamName, time: newest[3]?.lastEventTimestamp ?? 0 };
    const lines = linesIn("/aws/lambda/image-resize", time, time + HOUR).filter((l) => l.stream === name);
    expect(lines.map((l) => l.time)).toEqual(lines.map(() => time));
    expect(lines.length).toBeGreaterThan(0);
  });

  it("lose their older lines with a shorter retention, and get no others back", async () => {
    const logGroupName = "/haneul/cart-api";
    const count = async () =>
      (await filter({ logGroupName, startTime: NOW - 4 * DAY, endTime: NOW - 4 * DAY + HOUR })).events?.length;
    expect(await count()).toBeGreaterThan(50);
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 3 }));
    expect(await count()).toBe(0);
    const old = failure(startQuery("limit 1", NOW - 9 * DAY, NOW - 8 * DAY, [logGroupName]));
    expect((await old).name).toBe("MalformedQueryException");
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    expect(await count()).toBeGreaterThan(50);
    const odd = failure(logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 4 })));
    expect((await odd).name).toBe("InvalidParameterException");
  });
});

describe("log events", () => {
  it("are found by terms, by quoted text, by any of several, and without a term", async () => {
    const lines = linesIn(ORDER, NOW - HOUR, NOW + 1);
    const expected = (wanted: (message: string) => boolean) => lines.filter((l) => wanted(l.message)).length;
    const count = async (filterPattern: string) => (await filter({ filterPattern, endTime: NOW })).events?.length;
    expect(await count("ERROR")).toBe(errorsIn(ORDER, NOW - HOUR, NOW).length);
    expect(await count('ERROR "timed out"')).toBe(expected((m) => m.includes("ERROR") && m.includes("timed out")));
    expect(await count("?ERROR ?WARN")).toBe(expected((m) => m.includes("ERROR") || m.includes("WARN")));
    expect(await count("-INFO")).toBe(expected((m) => !m.includes("INFO")));
    expect(await count('INFO -"status=200"')).toBe(expected((m) => m.includes("INFO") && !m.includes("status=200")));
    expect(await count("%status=(400|404)%")).toBe(expected((m) => /status=(400|404)/.test(m)));
    expect(await count("")).toBe(lines.length);
  });

  it("of JSON and of fields between spaces are found by their values", async () => {
    const payment = "/haneul/payment-worker";
    const lines = linesIn(payment, NOW - 3 * HOUR, NOW + 1).map(
      (l) => JSON.parse(l.message) as Record<string, number | string>,
    );
    const count = async (filterPattern: string, logGroupName = payment) =>
      (await filter({ logGroupName, startTime: NOW - 3 * HOUR, filterPattern })).events?.length;
    const slow = lines.filter((l) => l.level === "info" && Number(l.ms) > 600).length;
    expect(slow).toBeGreaterThan(10);
    expect(await count('{ $.level = "info" && ($.ms > 600) }')).toBe(slow);
    expect(await count('{ $.level != "info" || $.attempt = 2 }')).toBe(
      lines.filter((l) => l.level !== "info" || l.attempt === 2).length,
    );
    expect(await count("{ $.amount NOT EXISTS }")).toBe(lines.filter((l) => l.amount === undefined).length);
    expect(await count("{ $.msg = %502$% }")).toBe(lines.filter((l) => /502$/.test(String(l.msg))).length);
    const web = linesIn("/haneul/web", NOW - 3 * HOUR, NOW + 1).filter((l) => / 404 \d+ "-"/.test(l.message));
    expect(await count("[ip, id, user, at, request, status=4*, size, ..., rt]", "/haneul/web")).toBe(web.length);
    expect(web.length).toBeGreaterThan(100);
    for (const pattern of [
      "{ $.a = }",
      "{ level = 1 }",
      '"open',
      "[a, b",
      "a:b",
      "{ $.a ~ 1 }",
      "[..., b, ...]",
      "%(%",
    ])
      expect([pattern, (await failure(filter({ filterPattern: pattern }))).name]).toEqual([
        pattern,
        "InvalidParameterException",
      ]);
  });

  it("come in pages, an empty one with a token as well, and all of them in the end", async () => {
    const input = { startTime: NOW - 10 * MINUTE, limit: 70 };
    const seen: string[] = [];
    let pages = 0;
    for (let nextToken: string | undefined; pages === 0 || nextToken; pages += 1) {
      const page = await filter({ ...input, ...(nextToken ? { nextToken } : {}) });
      seen.push(...(page.events ?? []).map((e) => e.message ?? ""));
      nextToken = page.nextToken;
    }
    expect(seen).toEqual(linesIn(ORDER, NOW - 10 * MINUTE, NOW).map((l) => l.message));
    expect(pages).toBe(Math.ceil(seen.length / 70));
    // Sixty thousand lines are read for a page, whatever is found in them.
    const none = await filter({ startTime: NOW - 3 * DAY, filterPattern: "nosuchword" });
    expect([none.events, typeof none.nextToken]).toEqual([[], "string"]);
    const moved = failure(filter({ startTime: NOW - 2 * DAY, filterPattern: "x", nextToken: none.nextToken }));
    expect((await moved).name).toBe("InvalidParameterException");
    expect((await failure(filter({ startTime: NOW, endTime: NOW - 1 }))).name).toBe("InvalidParameterException");
  });

  it("are read along a stream, forwards and backwards, and the token stays at the end", async () => {
    const stream = { logGroupName: ORDER, logStreamName: "order-api-2/app", startTime: NOW - HOUR, endTime: NOW };
    const read = (input: object) => logs.send(new GetLogEventsCommand({ ...stream, limit: 100, ...input }));
    const expected = linesIn(ORDER, NOW - HOUR, NOW)
      .filter((l) => l.stream === stream.logStreamName)
      .map((l) => l.message);
    const forwards: string[] = [];
    let token: string | undefined;
    for (let page = await read({ startFromHead: true }); page.nextForwardToken !== token; ) {
      forwards.push(...(page.events ?? []).map((e) => e.message ?? ""));
      token = page.nextForwardToken;
      page = await read({ nextToken: token });
    }
    expect(forwards).toEqual(expected);
    const latest = await read({});
    expect(latest.events?.map((e) => e.message)).toEqual(expected.slice(-100));
    const earlier = await read({ nextToken: latest.nextBackwardToken });
    expect(earlier.events?.map((e) => e.message)).toEqual(expected.slice(-200, -100));
    const again = await read({ nextToken: earlier.nextForwardToken });
    expect(again.events?.map((e) => e.message)).toEqual(expected.slice(-100));
    expect((await read({ nextToken: latest.nextForwardToken })).nextForwardToken).toBe(latest.nextForwardToken);
    const none = failure(logs.send(new GetLogEventsCommand({ ...stream, logStreamName: "none" })));
    expect((await none).name).toBe("ResourceNotFoundException");
  });

  it("hold what attackers wrote, as it stands", async () => {
    const hostile = hostileLinesOf(setting);
    expect(hostile.some((l) => /ignore previous instructions/i.test(l.message))).toBe(true);
    for (const { group, time, message, stream } of hostile) {
      const { events = [] } = await filter({ logGroupName: group, startTime: time, endTime: time + 1 });
      expect(events).toContainEqual(expect.objectContaining({ message, logStreamName: stream, timestamp: time }));
    }
  });
});

describe("Logs Insights", () => {
  it("runs a query in its stages and counts what the world wrote", async () => {
    const { rows, seen, statistics } = await query(
      "fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 200",
      NOW - HOUR,
      NOW,
    );
    const expected = errorsIn(ORDER, NOW - HOUR, NOW).toReversed();
    expect(expected.length).toBeGreaterThan(5);
    expect(rows.map((row) => row["@message"])).toEqual(expected.map((line) => line.message));
    expect(seen.at(-1)).toBe("Complete");
    expect(seen.length).toBeGreaterThan(1);
    const lines = linesIn(ORDER, NOW - HOUR, NOW + 1);
    const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line.message) + 26, 0);
    expect(statistics).toMatchObject({
      recordsMatched: expected.length,
      recordsScanned: lines.length,
      bytesScanned: bytes,
    });
    expect(Object.keys(rows[0] ?? {})).toEqual(["@timestamp", "@message", "@ptr"]);
    expect(rows[0]?.["@timestamp"]).toMatch(/^2026-11-21 0[23]:\d\d:\d\d\.\d{3}$/);
    const { logRecord } = await logs.send(new GetLogRecordCommand({ logRecordPointer: rows[0]?.["@ptr"] }));
    expect(logRecord).toMatchObject({ "@message": expected[0]?.message, "@log": `417205938164:${ORDER}` });
  });

  it("shows the incident of two days ago: one exception, only while the release was broken", async () => {
    const { rows } = await query(
      'filter @message like "ERROR" | parse @message "Exception: * at *(" as reason, place | filter ispresent(place) | stats count(*) as n, min(@timestamp) as first, max(@timestamp) as last by place | sort n desc',
      story.errorsFrom - HOUR,
      story.errorsTo + HOUR,
    );
    const expected = errorsIn(ORDER, story.errorsFrom, story.errorsTo).filter((l) => l.template === "order-mapper-npe");
    expect(rows).toEqual([
      {
        place: "com.haneul.order.OrderMapper.map",
        n: String(expected.length),
        first: String(expected[0]?.time),
        last: String(expected.at(-1)?.time),
      },
    ]);
    expect(expected.length).toBeGreaterThan(200);
  });

  it("finds every kill of the payment worker, and groups by time over several groups", async () => {
    const payment = "/haneul/payment-worker";
    const from = (story.outOfMemory[0] ?? 0) - HOUR;
    const kills = await query(
      'filter level = "error" and msg like "OutOfMemoryError" | stats count(*) as n, count_distinct(taskDefinition) as revisions, max(exitCode)',
      from,
      from + 6 * HOUR,
      [payment],
    );
    expect(kills.rows).toEqual([{ n: String(story.outOfMemory.length), revisions: "1", "max(exitCode)": "137" }]);
    const bins = await query(
      "filter @message like /ERROR|error/ | stats count(*) as errors by bin(30m), @log | sort errors desc",
      NOW - 6 * HOUR,
      NOW,
      [ORDER, payment],
    );
    const total = [ORDER, payment].reduce((n, group) => n + errorsIn(group, NOW - 6 * HOUR, NOW).length, 0);
    expect(bins.rows.reduce((n, row) => n + Number(row.errors), 0)).toBe(total);
    expect(bins.rows[0]?.["bin(30m)"]).toMatch(/^2026-11-2\d \d\d:[03]0:00\.000$/);
  });

  it("knows the fields of Lambda's reports, and those of a group", async () => {
    const group = "/aws/lambda/image-resize";
    const { rows } = await query(
      'filter @type = "REPORT" | stats count(*) as calls, max(@duration) as slowest, max(@memorySize / 1000000) as mb',
      NOW - HOUR,
      NOW,
      [group],
    );
    const reports = linesIn(group, NOW - HOUR, NOW + 1).filter((l) => l.message.startsWith("REPORT"));
    expect(rows).toEqual([{ calls: String(reports.length), slowest: "10000", mb: "256" }]);
    const { logGroupFields } = await logs.send(new GetLogGroupFieldsCommand({ logGroupName: group }));
    const percent = Object.fromEntries(logGroupFields?.map((f) => [f.name, f.percent]) ?? []);
    expect(percent).toMatchObject({ "@message": 100, "@timestamp": 100, "@requestId": 100 });
    expect(percent["@duration"]).toBeLessThan(40);
  });

  it("says where a query is malformed", async () => {
    const error = await startQuery("fields @message | filtre x = 1", NOW - HOUR, NOW).catch((e) => e);
    expect(error).toMatchObject({
      name: "MalformedQueryException",
      queryCompileError: { location: { startCharOffset: 18, endCharOffset: 24 } },
    });
  });

  it("stops a query, lists queries, and knows neither a foreign group nor a foreign query", async () => {
    const { queryId } = await startQuery("limit 1", NOW - HOUR, NOW);
    expect((await logs.send(new StopQueryCommand({ queryId }))).success).toBe(true);
    expect((await logs.send(new GetQueryResultsCommand({ queryId }))).status).toBe("Cancelled");
    const { queries = [] } = await logs.send(new DescribeQueriesCommand({ logGroupName: ORDER, status: "Cancelled" }));
    expect(queries).toEqual([
      expect.objectContaining({ queryId, queryString: "limit 1", status: "Cancelled", logGroupName: ORDER }),
    ]);
    expect((await failure(startQuery("limit 1", NOW - HOUR, NOW, ["/haneul/none"]))).name).toBe(
      "ResourceNotFoundException",
    );
    expect((await failure(logs.send(new GetQueryResultsCommand({ queryId: "x" })))).name).toBe(
      "ResourceNotFoundException",
    );
    expect((await failure(startQuery("limit 1", NOW, NOW))).name).toBe("InvalidParameterException");
    expect((await failure(startQuery("limit 1", NOW + HOUR, NOW + DAY))).name).toBe("InvalidParameterException");
  });

  it("runs thirty queries at once, and no more", () => {
    // Past the wire, whose throttle would not let that many through in so short a time.
    const data = mkdtempSync(join(tmpdir(), "queries-"));
    const at = { now: NOW, region: "ap-northeast-2", account: prod };
    const call = { ...at, world: createWorld(setting), state: openState(data) } as unknown as Call;
    const queries = createQueries();
    const start = () =>
      queries.StartQuery(
        { logGroupName: ORDER, startTime: NOW / 1000 - 60, endTime: NOW / 1000, queryString: "limit 1" },
        call,
      );
    const first = Array.from({ length: 30 }, start)[0];
    expect(start).toThrow("Account maximum query concurrency limit of [30] reached.");
    queries.StopQuery({ queryId: first?.queryId }, call);
    expect(start).not.toThrow();
    rmSync(data, { recursive: true, force: true });
  });
});
