import { describe, expect, it, test } from "vitest";
import { changesMade } from "../../src/thread-tools/changes-made.ts";
import { readPeriod } from "../../src/thread-tools/read-period.ts";
import { approvalBench, previewOf, proposed } from "../approvals/support.ts";
import { plannerThread } from "../models/offline/planner-thread.ts";
import { english, korean, never } from "./support.ts";

const NAMES: Record<string, string> = { U1: "김지우", U2: "박서연", U3: "이도윤" };

/** Three requests of a week: one made, one denied, one whose outcome is not known; and the tool that tells of them. */
async function aWeek() {
  const done = { kind: "succeeded" as const, requestId: "req-1", at: "2026-11-20T00:00:07Z", text: { ko: "", en: "" } };
  const bench = approvalBench([done, new Error("pipe closed")]);
  const asks = ["i-0a1", "i-0b2", "i-0c3"].map((id, i) =>
    proposed(
      bench.propose(`r${i}`, "c1", { preview: previewOf(id, { target: { ko: `${id} 서버`, en: `server ${id}` } }) }),
    ),
  );
  await bench.click(asks[0]!, "U2");
  await bench.click(asks[1]!, "U2", "denied");
  await bench.click(asks[2]!, "U2");
  await bench.execution.run(asks[0]!);
  await bench.execution.run(asks[2]!);
  bench.clock.move(60_000);
  const tool = changesMade({ approvals: bench.store, personName: async (id) => NAMES[id] ?? id, clock: bench.clock });
  const run = (args: object, context = korean) => tool.run(args, { thread: "C1:1", context }, never);
  return { ...bench, run };
}

describe("what was changed by approval", () => {
  it("is told as it was decided and executed, with who asked and who approved", async () => {
    const { run, store } = await aWeek();
    const { table, text } = await run({ period: "this week" });
    const named = table!.rows.map((row) => Object.fromEntries(table!.columns.map(({ name }, i) => [name, row[i]])));
    const executed = [...store.inState("succeeded"), ...store.inState("unknown")];
    expect(named.map(({ approval_id }) => approval_id)).toEqual(executed.map(({ id }) => id.slice(0, 12)));
    expect(named[0]).toEqual({
      ...{ time: "2026-11-20T00:00:07.000Z", change: "EC2 인스턴스 재부팅", target: "i-0a1 서버" },
      ...{ account: "haneul-prod", region: "ap-northeast-2", asked_by: "김지우", approved_by: "박서연" },
      ...{ outcome: "succeeded", verified: true, request_id: "req-1", event_id: null },
      approval_id: executed[0]!.id.slice(0, 12),
    });
    expect(named[1]).toMatchObject({ outcome: "unknown", verified: null, request_id: null, approved_by: "박서연" });
    expect(table!.totals).toEqual({ made: 2, not_made: 1 });
    expect(text).toContain("2 changes were made by approval in this period, 1 requests were not carried out.");
  });

  it("shows what was not made only when that is asked for, and nobody as its approver", async () => {
    const { run } = await aWeek();
    const { table } = await run({ include_not_made: true });
    const at = (name: string) => table!.columns.findIndex((column) => column.name === name);
    const denied = table!.rows.find((row) => row[at("outcome")] === "denied");
    expect(denied?.[at("approved_by")]).toBeNull();
    expect(table!.rows).toHaveLength(3);
  });

  it("leaves out accounts that the channel may not read, and other weeks", async () => {
    const { run } = await aWeek();
    expect((await run({}, { ...korean, accounts: ["haneul-dev"] })).table!.rows).toEqual([]);
    expect((await run({ period: "last week" })).table!.rows).toEqual([]);
  });

  it("names the forms of a period it cannot read", async () => {
    const { run } = await aWeek();
    await expect(run({ period: "since the flood" })).rejects.toThrow("7d, 24h, today, yesterday, this week");
  });
});

describe("the question who changed what this week, without a model", () => {
  it.each([
    ["이번 주에 뭐가 변경됐고 누가 승인했어?", "2026-11-16..2026-11-21"],
    ["이번주 승인된 변경 보여줘", "2026-11-16..2026-11-21"],
    ["봇이 바꾼 거 뭐 있어?", "7d"],
    ["어제 무엇이 바뀌었어? 누가 했지?", "2026-11-20..2026-11-20"],
    ["what was changed this week and by whom?", "2026-11-16..2026-11-21"],
    ["Which changes did you make last week?", "2026-11-09..2026-11-15"],
    ["show the approval history of the last 30 days", "30d"],
  ])("is read from the record: %s", async (text, period) => {
    const { run } = await aWeek();
    const { table } = await run({});
    const thread = plannerThread({ changes_made: () => table! }, { language: /[가-힣]/.test(text) ? "ko" : "en" });
    expect((await thread.ask(text)).calls).toEqual([{ name: "changes_made", input: { period } }]);
  });

  it.each([
    "who changed the security group yesterday?",
    "order-api-2를 누가 변경했어?",
    "what changed in our cost this week?",
    "이번 주 CloudTrail 변경 이력 보여줘",
    "차트를 어둡게 바꿔줘",
  ])("is another one: %s", async (text) => {
    const { calls } = await plannerThread({})
      .ask(text)
      .catch(() => ({ calls: [{ name: "other" }] }));
    expect(calls.map(({ name }) => name)).not.toContain("changes_made");
  });

  it.each([
    ["ko", korean],
    ["en", english],
  ] as const)(
    "is answered with the figures of the record, and says where the other changes are, in %s",
    async (language, context) => {
      const { run } = await aWeek();
      const { table } = await run({ period: "7d" }, context);
      const { table: none } = await run({ period: "last week" }, context);
      const question =
        language === "ko"
          ? "최근 7일 동안 뭐가 변경됐고 누가 했어?"
          : "what was changed in the last 7 days and by whom?";
      const ask = (given: typeof table) =>
        plannerThread({ changes_made: () => given! }, { language, zone: context.zone }).ask(question);
      expect([(await ask(table)).text, (await ask(none)).text]).toMatchSnapshot();
    },
  );
});

test.each([
  ["7d", "Asia/Seoul", "2026-11-13T00:12:00.000Z", "2026-11-20T00:12:00.001Z"],
  ["today", "Asia/Seoul", "2026-11-19T15:00:00.000Z", "2026-11-20T15:00:00.000Z"],
  ["yesterday", "America/Los_Angeles", "2026-11-18T08:00:00.000Z", "2026-11-19T08:00:00.000Z"],
  ["this week", "Asia/Seoul", "2026-11-15T15:00:00.000Z", "2026-11-20T15:00:00.000Z"],
  ["last week", "UTC", "2026-11-09T00:00:00.000Z", "2026-11-16T00:00:00.000Z"],
  ["this month", "UTC", "2026-11-01T00:00:00.000Z", "2026-11-21T00:00:00.000Z"],
  ["2026-10-31..2026-11-01", "America/Los_Angeles", "2026-10-31T07:00:00.000Z", "2026-11-02T08:00:00.000Z"],
])("the period %s in %s", (text, zone, from, to) => {
  const span = readPeriod(text, zone, Date.parse("2026-11-20T00:12:00Z"));
  expect([new Date(span.from).toISOString(), new Date(span.to).toISOString()]).toEqual([from, to]);
});

test.each(["2026-13-01", "2026-11-15..2026-11-01", "", "0x7d"])("no period: %j", (text) => {
  expect(() => readPeriod(text, "UTC", 0)).toThrow("7d, 24h, today");
});
