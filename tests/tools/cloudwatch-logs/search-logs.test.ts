import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRedactor } from "../../../redaction/redact.ts";
import { createAws } from "../../../tools/aws.ts";
import { openCache } from "../../../tools/cache.ts";
import { logsQuery } from "../../../tools/cloudwatch-logs/logs-query.ts";
import { readContext } from "../../../tools/context.ts";
import type { Call } from "../../../tools/define-tool.ts";
import { createField } from "../../../tools/format/field.ts";
import { createInFlight } from "../../../tools/in-flight.ts";
import { createLimiter } from "../../../tools/limiter.ts";

const now = Date.parse("2026-11-21T03:00:00Z");
const regions = ["ap-northeast-2", "us-east-1"];
const account = { id: "417205938164", name: "prod", regions, readRole: null, actRole: null };

/** Logs Insights with a group of one name in two regions, over the real protocol; the sample account logs in Seoul only. */
const asked: [region: string, operation: string, groups: unknown][] = [];
const wire = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const region = /\/\d{8}\/([a-z0-9-]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1] ?? "another";
  const replies: Record<string, object> = {
    DescribeLogGroups: {
      logGroups: [{ logGroupName: "/app/web", storedBytes: 1_000, creationTime: Date.parse("2026-11-01") }],
    },
    StartQuery: { queryId: region },
    GetQueryResults: {
      status: "Complete",
      results: [[{ field: "@message", value: `from ${region}` }]],
      statistics: { recordsMatched: 1, recordsScanned: 10, bytesScanned: 1024 ** 3 },
    },
  };
  const reply = replies[operation];
  if (reply && operation !== "GetQueryResults") asked.push([region, operation, JSON.parse(body).logGroupNames]);
  response.writeHead(reply ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(reply ?? { __type: "AccessDeniedException", message: "no metrics here" }));
});
beforeAll(() => new Promise<void>((ready) => wire.listen(0, "127.0.0.1", ready)));
afterAll(() => {
  wire.closeAllConnections();
  wire.close();
});

test("one query runs in every region that has such groups: rows say where from, sizes and prices add up", async () => {
  const keys = async () => ({ accessKeyId: "AKIASAMPLEONLYATEST1", secretAccessKey: "sample-secret-only-in-a-test" });
  const endpoint = `http://127.0.0.1:${(wire.address() as AddressInfo).port}`;
  const call = {
    context: readContext({}, [account], now),
    aws: createAws(createLimiter(), { endpoint, keys }),
    cache: openCache(null, { now: () => now, moved: false }),
    inFlight: createInFlight(),
    limits: { costExplorerDay: 1, logsScanGb: 20, logsAskGb: 5 },
    field: createField(createRedactor("key")),
    signal: AbortSignal.timeout(10_000),
  } as unknown as Call;
  const outcome = await logsQuery.run({ groups: ["web"], period: "24h", query: "fields @message", limit: 5 }, call);
  if (outcome.kind !== "table") throw new Error("no table");
  const { rows, totals, scope, source } = outcome.table;
  expect(rows).toEqual(regions.map((region) => [region, `from ${region}`]));
  expect(totals).toEqual({ rows: 2, records_matched: 2, records_scanned: 20 });
  expect([scope.regions, scope.skipped]).toEqual([regions, []]);
  expect(source).toMatchObject({ usd: 0.0076 + 0.005, scannedBytes: 2 * 1024 ** 3 });
  expect(asked.filter(([, operation]) => operation === "StartQuery").sort()).toEqual(
    regions.map((region) => [region, "StartQuery", ["/app/web"]]),
  );
});
