import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { matchGroups } from "../../tools/cloudwatch-logs/resolve-groups.ts";
import { readContext } from "../../tools/context.ts";
import { ToolError } from "../../tools/errors.ts";
import { resolveBillingDays, resolvePeriod } from "../../tools/period.ts";
import { type SampleAccount, startSampleAccount } from "./support/sample-account.ts";
import { haneul, seoul, startToolServer, type ToolServer } from "./support/tool-server.ts";

const clock = { now: Date.parse("2026-11-20T23:30:00Z"), zone: "Asia/Seoul" };

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  const config = { accounts: [haneul], limits: { cost_explorer_day: 0, logs_scan_gb: 0.5 } };
  server = await startToolServer({ env: account.env("read"), config, extra: { OPSTHREAD_OFFER_ACTIONS: "1" } });
});
afterEach(() => account.clearFaults());
afterAll(async () => {
  await server.close();
  await account.stop();
});

/** Code, then the sentence in Korean and in English. */
async function told(name: string, args: object, context: object = {}) {
  const [ko, en] = await Promise.all(
    ["ko", "en"].map((language) => server.call(name, args, { context: { ...seoul, language, ...context } })),
  );
  expect(ko!.code).toBe(en!.code);
  return [en!.code, ko!.text, en!.text].join("\n");
}

test.each([
  ["a period that is not understood", "cost_query", { period: "soon" }],
  ["a period too fine for a bill", "cost_query", { period: "24h" }],
  ["an argument that does not fit", "cost_query", { period: "7d", group_by: ["colour"], color: "red" }],
  ["an API name that is none", "trail_find_events", { period: "7d", events: ["run instances"], source: "EC2" }],
  ["an id that is none", "inventory_find_instances", { id: "order-api-2" }],
  [
    "a region that is not configured",
    "logs_query",
    { groups: ["web"], period: "1h", query: "x", regions: ["eu-west-1"] },
  ],
  ["nowhere to look", "logs_analyze_errors", {}],
  ["steps too fine", "logs_error_timeline", { service: "order-api", period: "30d", bin: "5m" }],
  ["a query that reaches wider", "logs_query", { groups: ["web"], period: "1h", query: "SOURCE logGroups()" }],
  ["a query that AWS refuses", "logs_query", { groups: ["order-api"], period: "1h", query: "nonsense !!" }],
  ["a service without logs", "logs_query", { groups: ["mars"], period: "1h", query: "fields @message" }],
  ["an instance that is not there", "ec2_reboot_instances", { targets: ["order-api"] }],
  ["an instance that may not be changed", "ec2_reboot_instances", { targets: ["legacy-admin"] }],
  ["too large a scan", "logs_query", { groups: ["web"], period: "90d", query: "fields @message" }],
  ["the day's limit of paid requests", "cost_query", { period: "2026-11-02" }],
  ["a tool that does not exist", "delete_everything", {}],
])("%s", async (_what, name, args) => {
  expect(await told(name, args)).toMatchSnapshot();
});

test.each([
  ["deny", 4],
  ["throttle", 12],
  ["expired", 12],
  ["http503", 12],
])("AWS answers with %s", async (kind, times) => {
  await account.fault({ operation: "DescribeInstances", kind, times });
  expect(await told("inventory_find_instances", { regions: ["us-east-1"] })).toMatchSnapshot();
});

test("a channel without an account", async () => {
  expect(await told("cost_query", { period: "7d" }, { accounts: [] })).toMatchInlineSnapshot(`
    "access_denied
    여기서 조회할 수 있는 계정이 없습니다.
    No account may be read from here."
  `);
  expect(await told("cost_query", { period: "7d", account: "haneul-prod" }, { accounts: ["elsewhere"] })).toBe(
    await told("cost_query", { period: "7d" }, { accounts: [] }),
  );
});

test("a context that cannot be read is answered in its language all the same", async () => {
  expect(await told("cost_query", { period: "7d" }, { accounts: 1 })).toMatchInlineSnapshot(`
    "internal
    호출의 컨텍스트를 읽을 수 없어 도구를 실행하지 않았습니다.
    The caller's context is not readable; no tool was run."
  `);
});

test("English where no language, or none of ours, is named", async () => {
  const { language: _, ...without } = seoul;
  const english = (await server.call("cost_query", { period: "soon" })).text;
  for (const context of [null, without, { ...seoul, language: undefined }])
    expect((await server.call("cost_query", { period: "soon" }, { context })).text).toBe(english);
  expect((await server.call("cost_query", { period: "soon" }, { context: { language: "fr" } })).text).toBe(
    "The caller's context is not readable; no tool was run.",
  );
});

const textOf = (refuse: () => unknown) => {
  try {
    refuse();
  } catch (error) {
    if (error instanceof ToolError) return error.text;
  }
  throw new Error("was not refused");
};

test("an account of another channel, and a region of another account", () => {
  const named = (name: string, region: string) => ({
    id: null,
    name,
    regions: [region],
    readRole: null,
    actRole: null,
  });
  const accounts = [named("prod", "ap-northeast-2"), named("dev", "us-east-1")];
  const context = readContext({ "opsthread/context": { accounts: ["prod"] } }, accounts, clock.now);
  expect(textOf(() => context.account("dev"))).toMatchInlineSnapshot(`
    {
      "en": "The account "dev" may not be read from here. Readable: prod.",
      "ko": "여기서는 "dev" 계정을 조회할 수 없습니다. 조회할 수 있는 계정: prod.",
    }
  `);
  expect(textOf(() => context.regions(context.account("prod"), ["us-east-1"]))).toMatchInlineSnapshot(`
    {
      "en": "us-east-1 is not configured for prod. Its regions: ap-northeast-2.",
      "ko": "prod 계정에 설정되지 않은 리전입니다: us-east-1. 설정된 리전: ap-northeast-2.",
    }
  `);
});

test("names that stand for too much are asked for again", () => {
  const many = Array.from({ length: 51 }, (_, index) => {
    return { region: "us-east-1", group: { logGroupName: `/app/web/${index}` } };
  });
  const where = { searched: ["us-east-1"], skipped: [] };
  expect(textOf(() => matchGroups(many, ["web"], where, "haneul-prod"))).toMatchInlineSnapshot(`
    {
      "en": "51 log groups match; at most 50 can be queried at once. Name them more exactly.",
      "ko": "해당하는 로그 그룹이 51개입니다. 한 번에 50개까지 쿼리할 수 있으니 더 정확한 이름으로 지정해 주세요.",
    }
  `);
  expect(textOf(() => matchGroups(many, ["mars"], where, "haneul-prod"))).toMatchInlineSnapshot(`
    {
      "en": "No log group of haneul-prod matches "mars" in us-east-1. Log groups: /app/web/0, /app/web/1, /app/web/2, /app/web/3, /app/web/4, /app/web/5, /app/web/6, /app/web/7, /app/web/8, /app/web/9, /app/web/10, /app/web/11, /app/web/12, /app/web/13, /app/web/14 and 36 more.",
      "ko": "haneul-prod 계정의 us-east-1 리전에 "mars"에 해당하는 로그 그룹이 없습니다. 로그 그룹: /app/web/0, /app/web/1, /app/web/2, /app/web/3, /app/web/4, /app/web/5, /app/web/6, /app/web/7, /app/web/8, /app/web/9, /app/web/10, /app/web/11, /app/web/12, /app/web/13, /app/web/14 외 36개.",
    }
  `);
});

test("every refusal of a period", () => {
  const words = ["2026-02-30", "2026-12-01", "2026-11-15..2026-11-10", "2026-11-15T09:00"];
  expect(words.map((period) => textOf(() => resolvePeriod(period, clock)))).toMatchInlineSnapshot(`
    [
      {
        "en": ""2026-02-30" in the period "2026-02-30" is not a date.",
        "ko": ""2026-02-30" 기간의 "2026-02-30" 부분은 날짜가 아닙니다.",
      },
      {
        "en": "The period "2026-12-01" lies in the future.",
        "ko": ""2026-12-01" 기간은 아직 오지 않았습니다.",
      },
      {
        "en": "The period "2026-11-15..2026-11-10" ends before it begins.",
        "ko": ""2026-11-15..2026-11-10" 기간은 끝이 시작보다 빠릅니다.",
      },
      {
        "en": ""2026-11-15T09:00" is one moment, not a period. Give both ends, as in 2026-11-15T09:00..2026-11-15T11:30.",
        "ko": ""2026-11-15T09:00" 표현은 기간이 아니라 한 시점입니다. 2026-11-15T09:00..2026-11-15T11:30처럼 시작과 끝을 함께 지정해 주세요.",
      },
    ]
  `);
  expect(textOf(() => resolveBillingDays("24h", clock))).toMatchInlineSnapshot(`
    {
      "en": "Cost is billed per day, so the period "24h" is too fine. Use days, for example yesterday or 7d.",
      "ko": "비용은 하루 단위로 청구되므로 "24h" 기간은 너무 짧습니다. 어제, 7d처럼 날짜 단위로 지정해 주세요.",
    }
  `);
});

test("every form that a refusal offers is one that is understood", () => {
  const { ko, en } = textOf(() => resolvePeriod("soon", clock));
  for (const sentence of [ko, en]) {
    const forms = sentence
      .slice(sentence.indexOf(": ") + 2, -1)
      .replaceAll(/ \([^)]*\)/g, "")
      .replaceAll('"', "")
      .split(", ");
    expect(forms.length).toBeGreaterThan(15);
    for (const form of forms) expect(() => resolvePeriod(form, clock)).not.toThrow();
  }
});
