import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { anyTools } from "./any-tools.ts";
import { drawn, events, findings, instance, instances } from "./hand-made-tables.ts";
import { ALL_TOOLS, NOW, plannerThread } from "./planner-thread.ts";

const LAST_WEEK = "2026-11-09..2026-11-15";
const BEFORE = "2026-11-02..2026-11-08";
const cost = (period: string, more: object = {}) => ({
  name: "cost_query",
  input: { period, group_by: ["service"], granularity: "daily", ...more },
});

const fresh = (language: "ko" | "en" = "ko") => plannerThread(anyTools(NOW), { language });
const called = async (thread: ReturnType<typeof fresh>, text: string) => (await thread.ask(text)).calls;

it.each([
  ["ko", "README.ko.md"],
  ["en", "README.md"],
] as const)("what the README asks for (%s) is understood", async (language, page) => {
  const [, there = ""] = /(?:Open the address|출력된 주소)([\s\S]*?)## /.exec(readFileSync(page, "utf8")) ?? [];
  const asked = [...there.matchAll(/ask -- "([^"]+)"|[_*]@ops ([^_*]+)[_*]/g)].map(
    ([, typed, said]) => typed ?? said ?? "",
  );
  expect(asked).toHaveLength(5);
  const first = await Promise.all(asked.map(async (text) => (await called(fresh(language), text))[0]?.name));
  expect(first).toEqual([
    "cost_query",
    "trail_sign_ins",
    "ec2_reboot_instances",
    "logs_analyze_errors",
    "ec2_reboot_instances",
  ]);
});

describe("a question after a question", () => {
  it.each([
    ["ko", "지난주 서비스별 비용 보여줘", "그럼 그 전주는?", "EC2만", "차트로 보여줘"],
    ["en", "Show last week's cost by service", "and the week before?", "only EC2", "as a chart"],
  ] as const)("keeps what was not said about cost (%s)", async (language, first, week, only, chart) => {
    const thread = fresh(language);
    const picture = (dataset: string, more: object = {}) => ({
      name: "chart",
      input: { dataset, chart: "cost_per_day", x: "day", category: "service", value: "usd", ...more },
    });
    expect(await called(thread, first)).toEqual([cost(LAST_WEEK), picture("d1")]);
    expect(await called(thread, week)).toEqual([cost(BEFORE), picture("d2")]);
    const title = language === "ko" ? "EC2 비용" : "Cost of EC2";
    const names = "'Amazon Elastic Compute Cloud - Compute', 'EC2 - Other'";
    const sql = `SELECT * FROM d2 WHERE service IN (${names})`;
    const { calls, text } = await thread.ask(only);
    expect(calls).toEqual([{ name: "data_query", input: { sql } }, picture("d3", { title })]);
    expect(text).toContain("$856.10");
    expect((await called(thread, chart)).map(({ input }) => input)).toMatchObject([{ dataset: "d3" }]);
  });

  it.each([
    ["ko", "지난주 서비스별 비용 보여줘", "EC2 빼고", "CSV로", "지난주와 비교해줘"],
    ["en", "Show last week's cost by service", "excluding EC2", "as CSV", "compare with the week before"],
  ] as const)(
    "leaves services out, makes a file, and compares (%s)",
    async (language, first, without, csv, compare) => {
      const thread = fresh(language);
      await thread.ask(first);
      const left = await thread.ask(without);
      expect(left.calls.map(({ name }) => name)).toEqual(["data_query", "chart"]);
      expect(left.text).toContain("$501.30");
      const file = await thread.ask(csv);
      expect(file.calls).toEqual([{ name: "csv_file", input: { dataset: "d2" } }]);
      expect(file.text.split("\n")[0]).toBe(
        language === "ko" ? "**CSV 파일을 스레드에 올렸습니다 (4행).**" : "**The CSV file is in the thread (4 rows).**",
      );
      expect((await called(thread, compare))[0]?.name).toBe("cost_compare");
    },
  );

  it.each([
    [
      "ko",
      ["order-api-1 자세히 알려줘", "인스턴스 상태", "주변 구성 그려줘"],
      "인스턴스 3대 중 어느 것의 주변 구성을 그릴까요?",
    ],
    [
      "en",
      ["Describe order-api-1 in detail", "Show the instances", "draw its surroundings"],
      "Which of the 3 instances shall I draw the surroundings of?",
    ],
  ] as const)("asks which of several instances to draw, and draws the one that is pressed (%s)", async (...given) => {
    const [language, said, question] = given;
    const several = instances([
      instance("order-api-1", "i-0abc1234def567891", "running"),
      instance("web", "i-0abc1234def567892", "running"),
      instance("order-api-2", "i-0abc1234def567893", "stopped"),
    ]);
    const offered = [...ALL_TOOLS, "inventory_describe", "inventory_graph", "diagram", "ask_choice"];
    const tools = { ...anyTools(NOW), inventory_describe: several, inventory_find_instances: several };
    const more = { inventory_graph: () => ({ error: "Not now." }), ask_choice: () => null };
    const thread = plannerThread({ ...tools, ...more }, { language, offered });
    for (const text of said.slice(0, 2)) await thread.ask(text);
    const { calls } = await thread.ask(said[2]);
    const about = (name: string) =>
      language === "ko" ? `${name} 주변 구성 그려줘` : `Draw the surroundings of ${name}`;
    const options = [
      { label: "order-api-1 (i-0abc1234def567891)", ask: about("order-api-1") },
      { label: "web (i-0abc1234def567892)", ask: about("i-0abc1234def567892") },
      { label: "order-api-2 (i-0abc1234def567893)", ask: about("order-api-2") },
    ];
    expect(calls).toEqual([{ name: "ask_choice", input: { question, options } }]);
    thread.settle("Shown to the person with its options.");
    for (const at of [2, 1] as const)
      expect((await called(thread, options[at]!.ask))[0]).toEqual({
        name: "inventory_graph",
        input: { scope: `app:${["", "i-0abc1234def567892", "order-api-2"][at]}` },
      });
  });

  it.each([
    ["ko", "지난주 EC2 비용 얼마야?", "그 전주는?", "리전별로"],
    ["en", "How much did we spend on EC2 last week?", "and the week before?", "by region"],
  ] as const)("a question about some services stays about them (%s)", async (language, first, before, regions) => {
    const thread = fresh(language);
    for (const text of [first, before]) {
      const { calls } = await thread.ask(text);
      expect(calls.map(({ name }) => name)).toEqual(["cost_query", "data_query", "chart"]);
      expect(calls[1]!.input).toMatchObject({
        sql: expect.stringContaining("'Amazon Elastic Compute Cloud - Compute'"),
      });
    }
    expect((await called(thread, regions))[0]?.input).toMatchObject({ group_by: ["region"], services: ["EC2"] });
  });

  it.each([
    ["ko", "order-api 어제 p99 지연", "5xx는?"],
    ["en", "order-api p99 latency yesterday", "and 5xx?"],
  ] as const)("5xx after a metric is its rate, not an outage (%s)", async (language, first, next) => {
    const thread = fresh(language);
    const [latency] = await called(thread, first);
    expect((await called(thread, next))[0]).toEqual({
      name: "metrics_query",
      input: { ...(latency!.input as object), metric: "5xx rate", statistic: undefined },
    });
    expect(latency?.input).toMatchObject({ resource: "order-api", statistic: "p99" });
  });

  it.each([
    ["ko", "CSV로 줘", "무엇을 CSV로 드릴까요?", "owner 태그가 없는 리소스 목록", "EC2만"],
    ["en", "as CSV", "What shall I put into a file?", "list resources without an owner tag", "only EC2"],
  ] as const)(
    "asks what goes into a file, and narrows a list to a service (%s)",
    async (language, csv, which, list, only) => {
      const thread = fresh(language);
      const { calls, text } = await thread.ask(csv);
      expect([calls, text]).toEqual([[], expect.stringContaining(which)]);
      expect((await called(thread, list))[0]?.input).toEqual({ without_tag: ["owner"] });
      expect((await called(thread, only))[0]?.input).toEqual({ without_tag: ["owner"], type: "ec2" });
    },
  );

  it.each([
    ["ko", "심각도 높은 GuardDuty 탐지 결과 있어?", "SSH만", "order-api 인스턴스 보여줘", "중지된 것만"],
    ["en", "any high severity GuardDuty findings?", "only SSH", "show instances named order-api", "only stopped"],
  ] as const)(
    "narrows findings to an attack and instances to a state (%s)",
    async (language, first, ssh, list, stopped) => {
      const thread = fresh(language);
      const [findings] = await called(thread, first);
      expect((await called(thread, ssh))[0]).toEqual({
        name: "guardduty_list_findings",
        input: { ...(findings!.input as object), type: "SSH" },
      });
      const [shown] = await called(thread, list);
      expect((await called(thread, stopped))[0]).toEqual({
        name: "inventory_find_instances",
        input: { ...(shown!.input as object), state: "stopped" },
      });
    },
  );

  it.each([
    ["ko", "order-api 그저께 5xx 장애 원인이 뭐야?", "누가 했어?", "왜?"],
    ["en", "what caused the order-api outage two days ago?", "who did it?", "why?"],
  ] as const)("who and why after a cause is that cause, not all changes (%s)", async (language, first, ...nexts) => {
    const thread = fresh(language);
    const cause = await called(thread, first);
    for (const next of nexts) expect(await called(thread, next)).toEqual(cause);
  });

  it("gives as CSV the table of the answer, where the picture was of another result", async () => {
    const thread = fresh();
    const { calls } = await thread.ask("order-api 최근 에러 로그 분석해줘");
    expect(calls.map(({ name }) => name)).toEqual(["logs_analyze_errors", "logs_error_timeline", "chart"]);
    expect(await called(thread, "CSV로 줘")).toEqual([{ name: "csv_file", input: { dataset: "d1" } }]);
    expect((await called(thread, "차트로 보여줘")).at(-1)?.input).toMatchObject({ dataset: "d2" });
  });

  it.each([
    ["ko", "GPU 인스턴스 상태", "EC2 인스턴스는 1대입니다 (실행 중 1대, 중지 0대)", "m7g 인스턴스 목록"],
    ["en", "Show the GPU instances", "There is 1 EC2 instance (1 running, 0 stopped)", "list m7g instances"],
  ] as const)("lists instances of a type alone (%s)", async (language, gpu, first, family) => {
    const [, id, state, , ...rest] = instance("", "i-0abc1234def567894", "running");
    const several = instances([
      instance("order-api-1", "i-0abc1234def567891", "running"),
      [null, id!, state!, "g5.12xlarge", ...rest],
    ]);
    const thread = plannerThread({ ...anyTools(NOW), inventory_find_instances: several }, { language });
    const { calls, text } = await thread.ask(gpu);
    expect(calls.map(({ name }) => name)).toEqual(["inventory_find_instances", "data_query"]);
    expect(text).toContain(first);
    expect([text.includes("g5.12xlarge"), text.includes("order-api-1")]).toEqual([true, false]);
    expect((await thread.ask(family)).text).toContain("order-api-1");
  });

  it("compares by tag without telling use from plans", async () => {
    const thread = plannerThread({ ...anyTools(NOW), data_query: () => ({ error: "Not now." }) });
    expect((await called(thread, "team 태그별 비용"))[0]?.input).toMatchObject({
      group_by: ["tag:team", "record_type"],
    });
    const input = { group_by: ["tag:team"], period: "2026-11-01..2026-11-21", previous: "2026-10-01..2026-10-21" };
    expect((await called(thread, "지난달과 비교하면?"))[0]).toEqual({ name: "cost_compare", input });
  });

  it("narrows the cost behind a cause to a service", async () => {
    const thread = fresh();
    expect((await called(thread, "이번 달 비용이 왜 늘었어?"))[0]?.name).toBe("cost_compare");
    const { calls, text } = await thread.ask("EC2만");
    expect(calls[0]).toEqual(cost("2026-11-01..2026-11-21"));
    expect(text).toMatch(/^\*\*11월 1–21일 EC2 비용은 \$/);
  });

  it("changes grouping, service, region and period one at a time", async () => {
    const thread = fresh();
    const main = async (text: string) => (await called(thread, text))[0];
    expect(await main("지난주 비용")).toEqual(cost(LAST_WEEK));
    expect(await main("리전별로")).toEqual(cost(LAST_WEEK, { group_by: ["region"] }));
    expect(await main("지난달은?")).toEqual(cost("2026-10-01..2026-10-31", { group_by: ["region"] }));
    expect(await main("그 전달은요?")).toEqual(cost("2026-09-01..2026-09-30", { group_by: ["region"] }));
    expect(await main("RDS는 어때?")).toEqual(
      cost("2026-09-01..2026-09-30", { group_by: ["region"], services: ["RDS"] }),
    );
    expect(await main("서울 리전만")).toEqual(
      cost("2026-09-01..2026-09-30", { group_by: ["region"], services: ["RDS"], regions: ["ap-northeast-2"] }),
    );
    expect(await main("이번 달 비용은?")).toEqual(cost("2026-11-01..2026-11-21"));
  });

  it.each([
    ["ko", "최근 7일 콘솔 로그인 보여줘", "그 중 실패한 것만", "어제는?"],
    ["en", "show console logins of the last 7 days", "only the failed ones", "what about yesterday?"],
  ] as const)("narrows console logins (%s)", async (language, first, failed, yesterday) => {
    const thread = fresh(language);
    const logins = (period: string, more: object = {}) => [{ name: "trail_sign_ins", input: { period, ...more } }];
    expect(await called(thread, first)).toEqual(logins("7d"));
    expect(await called(thread, failed)).toEqual(logins("7d", { kind: "failed" }));
    expect(await called(thread, yesterday)).toEqual(logins("2026-11-20..2026-11-20", { kind: "failed" }));
  });

  it.each([
    ["ko", "어제 EC2 인스턴스를 시작한 사람은 누구야?", "그저께는?", "hana.choi만", "실패한 것만"],
    ["en", "Who started an EC2 instance yesterday?", "and the day before?", "only hana.choi", "just the failed ones"],
  ] as const)("moves and narrows a search for who did it (%s)", async (language, first, day, person, failed) => {
    const thread = fresh(language);
    const started = (period: string, more: object = {}) => [
      { name: "trail_find_events", input: { period, events: ["RunInstances", "StartInstances"], ...more } },
    ];
    expect(await called(thread, first)).toEqual(started("2026-11-20..2026-11-20"));
    expect(await called(thread, day)).toEqual(started("2026-11-19..2026-11-19"));
    expect(await called(thread, person)).toEqual(started("2026-11-19..2026-11-19", { user: "hana.choi" }));
    expect(await called(thread, failed)).toEqual(
      started("2026-11-19..2026-11-19", { user: "hana.choi", errors_only: true }),
    );
  });

  it.each([
    ["ko", "심각도 높은 GuardDuty 탐지 결과 있어?", "차트로", "중간 이상은?"],
    ["en", "Any high severity GuardDuty findings?", "show that as a chart", "what about medium?"],
  ] as const)("draws findings on request and lowers the severity (%s)", async (language, first, chart, medium) => {
    const thread = fresh(language);
    const list = (severity: string) => [{ name: "guardduty_list_findings", input: { severity } }];
    expect(await called(thread, first)).toEqual(list("high"));
    expect(await called(thread, chart)).toEqual([
      {
        name: "chart",
        input: {
          dataset: "d1",
          chart: "event_timeline",
          x: "last_seen",
          category: "level",
          title: language === "ko" ? "GuardDuty 탐지 결과" : "GuardDuty findings",
        },
      },
    ]);
    expect(await called(thread, medium)).toEqual(list("medium"));
  });

  it("draws at once when the question itself wants a picture", async () => {
    expect(await called(fresh("en"), "GuardDuty findings this week as a chart")).toEqual([
      { name: "guardduty_list_findings", input: { period: "2026-11-16..2026-11-21" } },
      {
        name: "chart",
        input: {
          dataset: "d1",
          chart: "event_timeline",
          x: "last_seen",
          category: "level",
          title: "GuardDuty findings",
        },
      },
    ]);
  });

  it("analyzes the same service over another period, and another service", async () => {
    const thread = fresh();
    const logs = (service: string, period: string, bin: string) => [
      { name: "logs_analyze_errors", input: { service, period } },
      { name: "logs_error_timeline", input: { service, period, bin } },
    ];
    const queries = async (text: string) => (await called(thread, text)).filter(({ name }) => name !== "chart");
    expect(await queries("order-api 최근 에러 로그 분석해줘")).toEqual(logs("order-api", "24h", "1h"));
    expect(await queries("최근 1시간은?")).toEqual(logs("order-api", "1h", "5m"));
    expect(await queries("그럼 payment-api는?")).toEqual(logs("payment-api", "1h", "5m"));
  });

  it("understands the answer to its own question", async () => {
    const thread = fresh();
    expect((await thread.ask("재부팅해줘")).calls).toEqual([]);
    expect(await called(thread, "order-api-2요")).toEqual([
      { name: "ec2_reboot_instances", input: { targets: ["order-api-2"] } },
    ]);

    const other = fresh("en");
    expect((await other.ask("RDS?")).calls).toEqual([]);
    expect((await called(other, "cost")).slice(0, 2)).toEqual([
      cost("2026-11-01..2026-11-21"),
      {
        name: "data_query",
        input: { sql: "SELECT * FROM d1 WHERE service IN ('Amazon Relational Database Service')" },
      },
    ]);

    const logs = fresh();
    await logs.ask("에러 로그 분석해줘");
    expect((await called(logs, "order-api"))[0]).toEqual({
      name: "logs_analyze_errors",
      input: { service: "order-api", period: "24h" },
    });
  });

  it("never repeats a change by half a sentence", async () => {
    const thread = fresh();
    await thread.ask("order-api-2 재부팅해줘");
    thread.settle("approval: succeeded\ntarget: order-api-2");
    await thread.resume();
    expect((await thread.ask("order-api-1은?")).calls).toEqual([]);
    expect((await thread.ask("그럼 어제는?")).calls).toEqual([]);
  });

  it("takes the period from the result when a language model had asked in words", async () => {
    const thread = fresh();
    await thread.ask("지난주 비용");
    for (const { content } of thread.messages) {
      for (const block of content) {
        if (block.type === "tool_use" && block.name === "cost_query")
          (block.input as { period: string }).period = "last week";
      }
    }
    expect((await called(thread, "그럼 그 전주는?"))[0]).toEqual(cost(BEFORE));
  });

  it("asks what is meant where there is nothing to follow", async () => {
    expect((await fresh().ask("그럼 그 전주는?")).text).toContain("무엇을 알아볼까요?");
    expect((await fresh("en").ask("as a chart")).text).toContain("What shall I draw?");
  });

  it("says that an empty result gives no picture", async () => {
    const thread = plannerThread({ guardduty_list_findings: findings([]), chart: drawn }, { language: "en" });
    expect((await thread.ask("GuardDuty findings as a chart")).calls).toHaveLength(1);
    expect((await thread.ask("as a chart")).text).toContain("There is nothing to draw");
  });
});

describe("a reboot", () => {
  it.each([
    ["order-api-2 재부팅해줘", ["order-api-2"]],
    ["order-api-1이랑 order-api-2 재시작 부탁드립니다", ["order-api-1", "order-api-2"]],
    ["please restart order-api-2 and i-0abc1234def567890", ["order-api-2", "i-0abc1234def567890"]],
    ["order-api-1 말고 order-api-2를 리부팅해 주세요", ["order-api-2"]],
    ["bastion 좀 재부팅해줄래?", ["bastion"]],
    ["Can you reboot the bastion server?", ["bastion"]],
  ])("is asked for by name: %s", async (text, targets) => {
    expect(await called(fresh(), text)).toEqual([{ name: "ec2_reboot_instances", input: { targets } }]);
  });

  it.each([
    "누가 order-api-2를 재부팅했어?",
    "order-api-2 언제 재부팅됐어?",
    "order-api-2 재부팅 이력 보여줘",
    "Who rebooted order-api-2?",
    "was order-api-2 restarted yesterday?",
    "order-api-2 재부팅하지 마",
    "don't reboot order-api-2",
    "order-api-2 재부팅하려면 어떻게 해?",
    "how do I reboot order-api-2?",
    "order-api-2 재부팅 로그 보여줘",
  ])("is not asked for by a sentence about one: %s", async (text) => {
    expect((await called(fresh(), text)).map(({ name }) => name)).not.toContain("ec2_reboot_instances");
  });

  it("tells how the approval ended, in both languages", async () => {
    const end = async (language: "ko" | "en", content: string, failed = false) => {
      const thread = fresh(language);
      await thread.ask("order-api-2 재부팅해줘");
      thread.settle(content, failed);
      return (await thread.resume()).text.split("\n\n").slice(0, -1).join(" / ");
    };
    const succeeded = [
      "approval: succeeded",
      "target: order-api-2 (i-0abc1234def567890)",
      "decided_by: 박서연",
      "executed_at: 2026-11-21T00:14:07Z",
      "verification: running, status checks 2/2 passed",
    ].join("\n");
    const ends: [string, boolean?][] = [
      [succeeded],
      ["approval: denied\ntarget: order-api-2\ndecided_by: 이도윤\noutcome: A person denied it."],
      ["approval: expired\noutcome: Nobody decided in time."],
      ["approval: unknown\noutcome: Not known.", true],
      ["approval: stale\noutcome: The instance was replaced.", true],
      ["approval: failed\noutcome: AWS refused ec2:RebootInstances.", true],
      ["approval: revoked"],
    ];
    const told = await Promise.all(
      ends.map(([text, failed]) => Promise.all([end("ko", text, failed), end("en", text, failed)])),
    );
    expect(told.flat().join("\n")).toMatchInlineSnapshot(`
      "**\`order-api-2\` 재부팅을 실행했습니다.** / 승인: 박서연 · 실행 11월 21일 09:14 KST.
      **The request to reboot \`order-api-2\` was carried out.** / Approved by 박서연 · run 21 Nov 09:14 KST.
      **\`order-api-2\` 재부팅은 거절되었습니다.** 아무것도 실행되지 않았습니다. / 거절: 이도윤.
      **The request to reboot \`order-api-2\` was denied.** Nothing was run. / Denied by 이도윤.
      **\`order-api-2\` 재부팅은 제시간에 승인되지 않아 만료되었습니다.** 아무것도 실행되지 않았습니다. 아직 필요하면 다시 요청해 주세요.
      **The request to reboot \`order-api-2\` was not approved in time and has expired.** Nothing was run. Please ask again if it is still needed.
      **⚠️ \`order-api-2\` 재부팅이 실행되었는지 알 수 없습니다.** 다시 시도하지 않았습니다. 인스턴스 상태와 CloudTrail을 사람이 확인해야 합니다.
      **⚠️ It is not known whether the request to reboot \`order-api-2\` was carried out.** It was not tried again. Somebody has to check the instance and CloudTrail.
      **\`order-api-2\` 재부팅을 실행하지 않았습니다.** 카드에 보인 뒤로 대상의 상태가 바뀌었습니다. 확인한 뒤 다시 요청해 주세요. / The instance was replaced.
      **The request to reboot \`order-api-2\` was not carried out.** The state changed after the card was shown. Please check it and ask again. / The instance was replaced.
      **\`order-api-2\` 재부팅에 실패했습니다.** / AWS refused ec2:RebootInstances.
      **The request to reboot \`order-api-2\` failed.** / AWS refused ec2:RebootInstances.
      **\`order-api-2\` 재부팅 요청은 취소되었습니다.** 아무것도 실행되지 않았습니다.
      **The request to reboot \`order-api-2\` was cancelled.** Nothing was run."
    `);
  });

  it("says what kept a reboot from being requested, in the sentence of the tool", async () => {
    const refused = async (language: "ko" | "en", sentence: string) => {
      const thread = fresh(language);
      await thread.ask("order-api-9 재부팅해줘");
      thread.settle(sentence, true);
      return (await thread.resume()).text.split("\n\n").slice(0, -1);
    };
    expect(await refused("ko", 'haneul-prod 계정의 ap-northeast-2 리전에 "order-api-9" 인스턴스가 없습니다.')).toEqual([
      "**재부팅을 요청하지 못했습니다.** 아무것도 바뀌지 않았습니다.",
      'haneul-prod 계정의 ap-northeast-2 리전에 "order-api-9" 인스턴스가 없습니다.',
    ]);
    expect(await refused("en", 'There is no instance "order-api-9" in ap-northeast-2 of haneul-prod.')).toEqual([
      "**The reboot could not be requested.** Nothing was changed.",
      'There is no instance "order-api-9" in ap-northeast-2 of haneul-prod.',
    ]);
  });

  it("is explained where changes are not enabled", async () => {
    const offered = ALL_TOOLS.filter((name) => !name.startsWith("ec2_"));
    const ask = async (language: "ko" | "en", text: string) =>
      (await plannerThread(anyTools(NOW), { language, offered }).ask(text)).text;
    expect(await ask("ko", "order-api-2 재부팅해줘")).toMatchInlineSnapshot(`
      "**여기서는 변경 작업이 켜져 있지 않습니다.** 지금은 조회만 할 수 있습니다. 관리자가 실행 역할(act role)을 설정하면 승인 카드를 거쳐 EC2 인스턴스를 재부팅하거나 중지·시작할 수 있습니다.

      _언어 모델 없이 규칙으로 답했습니다_"
    `);
    expect(await ask("en", "reboot order-api-2")).toMatchInlineSnapshot(`
      "**Changes are not enabled here.** I can only look things up. Once an admin configures an act role, EC2 instances can be rebooted, stopped and started after an approval on a card.

      _Answered by rules, without a language model._"
    `);
    expect(await ask("ko", "인스턴스 종료해줘")).toContain("여기서는 조회만 할 수 있습니다");
    expect(await ask("en", "help")).not.toMatch(/Reboot order-api-2|Stop the GPU/);
  });
});

describe("tools that are not there", () => {
  it("are named in a sentence", async () => {
    const ask = async (text: string) => (await plannerThread({}, { offered: [] }).ask(text)).text.split("\n\n")[0];
    expect(
      await Promise.all(
        [
          "지난주 비용",
          "어제 누가 인스턴스 시작했어?",
          "가드듀티",
          "order-api 에러",
          "로그 그룹 목록",
          "인스턴스 목록",
        ].map(ask),
      ),
    ).toMatchInlineSnapshot(`
      [
        "**비용 조회 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.",
        "**CloudTrail 조회 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.",
        "**GuardDuty 조회 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.",
        "**에러 로그 분석 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.",
        "**로그 그룹 조회 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.",
        "**인스턴스 조회 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.",
      ]
    `);
  });

  it("leave the answer without a picture when only the chart is missing", async () => {
    const thread = plannerThread(anyTools(NOW), { offered: ["cost_query"] });
    expect((await thread.ask("지난주 비용")).calls.map(({ name }) => name)).toEqual(["cost_query"]);
  });
});

describe("a turn that is asked again after a crash", () => {
  it("gives the same calls with the same ids", async () => {
    const thread = plannerThread({ trail_find_events: events([], NOW) });
    const user = {
      role: "user" as const,
      content: [{ type: "text" as const, text: "어제 EC2 인스턴스를 시작한 사람은 누구야?" }],
    };
    thread.messages.push(user);
    const first = await thread.step();
    expect(await thread.step()).toEqual(first);
    expect(first).toEqual({
      content: [
        {
          type: "tool_use",
          id: "plan_1_0",
          name: "trail_find_events",
          input: { period: "2026-11-20..2026-11-20", events: ["RunInstances", "StartInstances"] },
        },
      ],
      stop: "tools",
      usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      usd: 0,
      requestId: null,
    });
  });

  it("does not take a word of our own code within the turn for a new question", async () => {
    const thread = plannerThread(anyTools(NOW));
    await thread.ask("지난주 비용");
    thread.messages.push({
      role: "user",
      content: [
        { type: "text", text: "[opsthread: note]\nMend the figures." },
        { type: "text", text: "지난주 비용" },
      ],
    });
    expect((await thread.resume()).calls).toEqual([]);
  });
});
