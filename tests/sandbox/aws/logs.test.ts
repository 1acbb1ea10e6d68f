import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthAt } from "../../../sandbox/aws/world/truth.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const HOUR = 3_600_000;
const truth = truthAt("haneul-1", NOW);
let account: Account;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString()]);
  logs = new CloudWatchLogsClient(account.as("admin"));
});
afterAll(() => account.stop());

const startQuery = (queryString: string, from: number, to: number, group = "/haneul/order-api") =>
  logs.send(new StartQueryCommand({ logGroupNames: [group], startTime: from / 1000, endTime: to / 1000, queryString }));

async function query(queryString: string, from: number, to: number, group?: string) {
  const { queryId } = await startQuery(queryString, from, to, group);
  const seen = new Set<string>();
  for (;;) {
    const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
    seen.add(answer.status ?? "");
    if (answer.status === "Complete") {
      const rows = answer.results?.map((row) => Object.fromEntries(row.map((f) => [f.field, f.value]))) ?? [];
      return { rows, seen: [...seen], statistics: answer.statistics };
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);

describe("CloudWatch Logs", () => {
  it("has nine groups, two of them kept for ever", async () => {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toHaveLength(9);
    expect(logGroups.filter((g) => !g.retentionInDays).map((g) => g.logGroupName)).toEqual([
      "/aws/lambda/order-notify",
      "/haneul/web",
    ]);
    const named = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/haneul/order" }));
    expect(named.logGroups?.map((g) => g.logGroupName)).toEqual(["/haneul/order-api"]);
  });

  it("runs an Insights query in its stages and counts what the world wrote", async () => {
    const { rows, seen, statistics } = await query(
      "fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 200",
      NOW - HOUR,
      NOW,
    );
    const expected = sum(truth.errorCounts("/haneul/order-api", NOW - HOUR, NOW));
    expect(expected).toBeGreaterThan(5);
    expect(rows).toHaveLength(expected);
    expect(seen.at(-1)).toBe("Complete");
    expect(seen.length).toBeGreaterThan(1);
    expect(statistics).toMatchObject({ recordsMatched: expected });
    expect(statistics?.bytesScanned).toBeGreaterThan(100_000);
    expect(Object.keys(rows[0] ?? {})).toEqual(["@timestamp", "@message", "@ptr"]);
    expect(rows[0]?.["@timestamp"]).toMatch(/^2026-11-21 0[23]:\d\d:\d\d\.\d{3}$/);
  });

  it("shows the incident of two days ago: one exception, only between deploy and rollback", async () => {
    const deploy = Date.parse("2026-11-18T21:50:00Z");
    const { rows } = await query(
      'filter @message like "ERROR" | parse @message "Exception: * at *(" as reason, place | filter ispresent(place) | stats count(*) as n, min(@timestamp) as first by place | sort n desc',
      deploy - HOUR,
      deploy + 2 * HOUR,
    );
    const expected = truth.errorCounts("/haneul/order-api", deploy - HOUR, deploy + 2 * HOUR).get("order-mapper-npe");
    expect(rows).toEqual([
      { place: "com.haneul.order.OrderMapper.map", n: String(expected), first: expect.any(String) },
    ]);
    expect(expected).toBeGreaterThan(400);
  });

  it("groups by time, and discovers the fields of JSON lines", async () => {
    const bins = await query(
      "filter @message like /ERROR/ | stats count(*) as errors by bin(30m) as slot | sort slot",
      NOW - 6 * HOUR,
      NOW,
    );
    expect(bins.rows.reduce((n, row) => n + Number(row.errors), 0)).toBe(
      sum(truth.errorCounts("/haneul/order-api", NOW - 6 * HOUR, NOW)),
    );
    const json = await query(
      'filter level = "info" | stats avg(ms) as average, count() as n by worker | sort worker',
      NOW - HOUR,
      NOW,
      "/haneul/payment-worker",
    );
    expect(json.rows.map((r) => r.worker)).toEqual(["payment-worker-1", "payment-worker-2"]);
    expect(Number(json.rows[0]?.average)).toBeGreaterThan(40);
  });

  it("says where a query is malformed", async () => {
    const error = await startQuery("fields @message | filtre x = 1", NOW - HOUR, NOW).catch((e) => e);
    expect(error).toMatchObject({
      name: "MalformedQueryException",
      queryCompileError: { location: { startCharOffset: 18, endCharOffset: 24 } },
    });
  });

  it("stops a query, and knows neither a foreign group nor a foreign query", async () => {
    const { queryId } = await startQuery("limit 1", NOW - HOUR, NOW);
    expect((await logs.send(new StopQueryCommand({ queryId }))).success).toBe(true);
    expect((await logs.send(new GetQueryResultsCommand({ queryId }))).status).toBe("Cancelled");
    expect((await failure(startQuery("limit 1", NOW - HOUR, NOW, "/haneul/none"))).name).toBe(
      "ResourceNotFoundException",
    );
    expect((await failure(logs.send(new GetQueryResultsCommand({ queryId: "x" })))).name).toBe(
      "ResourceNotFoundException",
    );
    expect((await failure(startQuery("limit 1", NOW, NOW))).name).toBe("InvalidParameterException");
  });

  it("filters events by terms", async () => {
    const input = { logGroupName: "/haneul/order-api", startTime: NOW - HOUR, endTime: NOW };
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ ...input, filterPattern: "ERROR" }));
    expect(events).toHaveLength(sum(truth.errorCounts("/haneul/order-api", NOW - HOUR, NOW)));
  });
});
