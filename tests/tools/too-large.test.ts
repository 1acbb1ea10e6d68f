import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "./support/sample-account.ts";
import { startToolServerProcess } from "./support/tool-server.ts";

/** Row 32 of the reliability page's list of cases: the sample account, with answers blown up on their way. */
type Answer = Record<string, object[] | string>;
type Blown = (operation: string, answer: Answer) => object;

const MB = 1_048_576;
let account: SampleAccount;
let server: Awaited<ReturnType<typeof startToolServerProcess>>;
let blow: Blown = (_, answer) => answer;
/** What the account said to the first page of an operation: it knows none of the tokens that are made up here. */
const firstPages = new Map<string, Answer>();
let announced = false;
let folder: string;
const ends: (() => void)[] = [];

beforeAll(async () => {
  account = await startSampleAccount();
  const env = account.env("read");
  const config = readFileSync(env.AWS_CONFIG_FILE ?? "", "utf8");
  const endpoint = /endpoint_url = (\S+)/.exec(config)?.[1] ?? "";
  const proxy = createServer(async (from, to) => {
    const operation =
      String(from.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    const body = await buffer(from);
    const known = body.includes('"NextToken"') ? firstPages.get(operation) : undefined;
    if (known) return void to.writeHead(200).end(JSON.stringify(blow(operation, known)));
    // The signature is over the headers as they were sent.
    const { method = "POST", url = "/", headers } = from;
    const onward = httpRequest(new URL(url, endpoint), { method, headers }, async (got) => {
      const { statusCode: status = 500, headers: own } = got;
      const said = await buffer(got);
      if (operation === "" || status !== 200) return void to.writeHead(status, own).end(said);
      const answer = JSON.parse(said.toString()) as Answer;
      firstPages.set(operation, answer);
      const { "content-length": _, ...others } = own;
      const text = JSON.stringify(blow(operation, answer));
      to.writeHead(status, { ...others, ...(announced && { "content-length": text.length }) }).end(text);
    });
    onward.end(body);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  folder = mkdtempSync(join(tmpdir(), "too-large-"));
  const file = join(folder, "aws-config");
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  writeFileSync(file, config.replaceAll(endpoint, url));
  server = await startToolServerProcess({ env: { ...env, AWS_CONFIG_FILE: file } });
  ends.push(
    () => proxy.closeAllConnections(),
    () => proxy.close(),
  );
});
afterAll(async () => {
  await server?.close();
  for (const end of ends) end();
  rmSync(folder, { recursive: true, force: true });
});

/** What the process held at most since it started, in MB. */
const mostHeld = () =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) / 1_024;

const line =
  (message: string): Blown =>
  (operation, answer) =>
    operation === "FilterLogEvents" ? { ...answer, events: [{ ...(answer.events as object[])[0], message }] } : answer;
const many = (count: number, from: number, { MetricAlarms, ...answer }: Answer) => {
  const [one] = MetricAlarms as object[];
  return {
    ...answer,
    MetricAlarms: Array.from({ length: count }, (_, n) => ({ ...one, AlarmName: `alarm-${from + n}` })),
  };
};
let page = 0;
const around = { group: "/haneul/order-api", at: "2026-11-20T10:00:00Z", lines: 1 };

test.each<[name: string, tool: string, args: object, blow: Blown, told: RegExp]>([
  [
    "an answer of 50 MB in one line is left unread, in words",
    "logs_context",
    around,
    line("x".repeat(50 * MB)),
    /^The answer of logs:FilterLogEvents .* is larger than 16 MB and was not read\./,
  ],
  [
    "as is one that says beforehand how large it is",
    "logs_context",
    { ...around, at: "2026-11-20T11:00:00Z" },
    (operation, answer) => {
      announced = true;
      return line("x".repeat(17 * MB))(operation, answer);
    },
    /^The answer of logs:FilterLogEvents .* is larger than 16 MB and was not read\./,
  ],
  ["a log line of 10 MB is cut", "logs_context", around, line("x".repeat(10 * MB)), / \| x+…/],
  [
    "10,000 rows on a page are counted, and cut to a message",
    "alarms_list",
    { regions: ["ap-northeast-2"] },
    (operation, answer) => (operation === "DescribeAlarms" ? many(10_000, 0, answer) : answer),
    /^alarms_list: [\d,]+ rows\.\n.*alarms 10,001.*\nCut: \d+ of 10001 \(result too large\)/ms,
  ],
  [
    "of a million rows on pages without end some pages are read",
    "alarms_list",
    { regions: ["ap-northeast-2"] },
    (operation, answer) => {
      if (operation !== "DescribeAlarms") return answer;
      page += 1;
      return { ...many(100, page * 100, answer), NextToken: `token-${page}` };
    },
    /^Cut: 2020 of an unknown number \(page limit\)\.$/m,
  ],
  [
    "JSON of 10,000 levels is read",
    "trail_find_events",
    { period: "2026-11-20", events: ["StopInstances"] },
    (operation, answer) => {
      if (operation !== "LookupEvents") return answer;
      const CloudTrailEvent = `{"requestParameters":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`;
      return { ...answer, Events: (answer.Events as object[]).map((one) => ({ ...one, CloudTrailEvent })) };
    },
    /^trail_find_events: 2 rows\./,
  ],
])("row 32: %s", async (_name, tool, args, blown, told) => {
  announced = false;
  blow = blown;
  const { text } = await server.call(tool, args);
  expect(text).toMatch(told);
  expect(mostHeld()).toBeLessThan(512);
});
