import { describe, expect, it } from "vitest";
import { listed } from "./any-tools.ts";
import { replies, show } from "./both-languages.ts";
import { event, events } from "./hand-made-tables.ts";
import { NOW } from "./planner-thread.ts";

const first = async (questions: { ko: string; en: string }, tools: Parameters<typeof replies>[1]) => {
  const { ko, en } = await replies(questions, tools);
  return show({ ko: ko.split("\n\n").slice(0, 2).join("\n\n"), en: en.split("\n\n").slice(0, 2).join("\n\n") });
};

describe("replies on what is wrong", () => {
  it("tell which alarms ring, and that none does", async () => {
    const questions = { ko: "지금 울리는 알람 있어?", en: "Are any alarms firing?" };
    const alarms = listed(
      ["alarm", "state", "since", "watches", "region"],
      [
        ["order-api-5xx", "ALARM", "2026-11-20T21:56:00Z", "5xx >= 3", "ap-northeast-2"],
        ["web-cpu", "OK", "2026-11-19T00:00:00Z", "CPU > 80", "ap-northeast-2"],
      ],
    );
    expect(await first(questions, { alarms_list: alarms })).toMatchInlineSnapshot(`
      "**지금 울리고 있는 알람은 1개입니다: \`order-api-5xx\` (11월 21일 06:56).**

      알람 상태: ALARM 1개, INSUFFICIENT_DATA 0개, OK 1개.

      =====

      **1 alarm is in ALARM now: \`order-api-5xx\` (21 Nov 06:56).**

      States: ALARM 1, INSUFFICIENT_DATA 0, OK 1."
    `);
    const quiet = listed(["alarm", "state", "since"], [["web-cpu", "OK", "2026-11-19T00:00:00Z"]]);
    expect(await first(questions, { alarms_list: quiet })).toMatchInlineSnapshot(`
      "**지금 울리고 있는 알람은 없습니다 (전체 1개).**

      알람 상태: ALARM 0개, INSUFFICIENT_DATA 0개, OK 1개.

      =====

      **No alarm is in ALARM now (1 alarms in all).**

      States: ALARM 0, INSUFFICIENT_DATA 0, OK 1."
    `);
  });

  it("tell that a service never ran out of memory, with where was looked", async () => {
    const questions = {
      ko: "최근 14일 payment-worker OOM 있었어?",
      en: "Did payment-worker run out of memory in the last 14 days?",
    };
    expect(await first(questions, { logs_query: listed(["time", "message"], []) })).toMatchInlineSnapshot(`
      "**최근 14일 \`payment-worker\`에 메모리 부족(OOM) 기록은 없습니다.**

      찾은 범위: CloudWatch Logs (\`payment-worker\`) · haneul-prod · \`ap-northeast-2\`, \`us-east-1\`.

      =====

      **\`payment-worker\` has no record of running out of memory in the last 14 days.**

      Searched: CloudWatch Logs (\`payment-worker\`) · haneul-prod · \`ap-northeast-2\`, \`us-east-1\`."
    `);
  });

  it("name the deployment before the kills and the one that ended them", async () => {
    const deployed = (time: string, user: string, revision: number, memory: number) => {
      const rows = [
        event(time, "UpdateService", user, "payment-worker"),
        event(time, "RegisterTaskDefinition", user, `arn:aws:ecs:r:1:task-definition/payment-worker:${revision}`),
      ];
      rows[0]![10] = `ecs.amazonaws.com, service=payment-worker, taskDefinition=payment-worker:${revision}`;
      rows[1]![10] = `ecs.amazonaws.com, family=payment-worker, memory=${memory}, image=repo/payment-worker:3.1.0`;
      return rows;
    };
    const changes = [
      ...deployed("2026-11-10T04:00:00Z", "deploy-bot", 87, 2048),
      ...deployed("2026-11-11T03:48:00Z", "minsu.park", 88, 512),
      ...deployed("2026-11-11T06:12:00Z", "jiwoo.kim", 89, 2048),
    ];
    const kills = ["2026-11-11T04:05:48Z", "2026-11-11T05:58:36Z"].map((time) => [time, "OutOfMemoryError"]);
    const tools = {
      logs_query: listed(["time", "message"], kills),
      trail_changes: () => events(changes, NOW)({ period: "14d" }),
    };
    const questions = {
      ko: "최근 14일 payment-worker OOM 원인",
      en: "Why was payment-worker killed for memory in the last 14 days?",
    };
    expect(await first(questions, tools)).toMatchInlineSnapshot(`
      "**최근 14일 \`payment-worker\` 컨테이너가 메모리 부족(OOM)으로 2번 종료되었습니다 (처음 11월 11일 13:05, 마지막 11월 11일 14:58 KST).**

      원인: \`minsu.park\`, 11월 11일 12:48에 \`payment-worker:88\` 배포 (메모리 \`2048 MiB\` → \`512 MiB\`). CloudTrail 이벤트 ID: \`e-2026-11-11T03:48:00Z\`, \`e-2026-11-11T03:48:00Z\`. 복구: \`jiwoo.kim\`, 11월 11일 15:12에 \`payment-worker:89\` 배포 (메모리 \`2048 MiB\`). 시간의 앞뒤로 본 추정입니다.

      =====

      **\`payment-worker\` ran out of memory and was killed 2 times in the last 14 days (first 11 Nov 13:05, last 11 Nov 14:58 KST).**

      Cause: \`minsu.park\` deployed \`payment-worker:88\` at 11 Nov 12:48 (memory \`2048 MiB\` → \`512 MiB\`). CloudTrail event ids: \`e-2026-11-11T03:48:00Z\`, \`e-2026-11-11T03:48:00Z\`. Restored: \`jiwoo.kim\` deployed \`payment-worker:89\` at 11 Nov 15:12 (memory \`2048 MiB\`). Inferred from what came before what."
    `);
  });

  it("say that no outage alarm rang", async () => {
    const questions = { ko: "어제 order-api 장애 왜 났어?", en: "Why did order-api fail yesterday?" };
    const names = ["time", "alarm", "kind", "from", "to"];
    const history = (input: Record<string, unknown>) => ({
      ...listed(names, [])(),
      period: events([], NOW)(input).period,
    });
    expect(await first(questions, { alarms_list: history })).toMatchInlineSnapshot(`
      "**어제 (11월 20일) \`order-api\`의 장애 알람이 울린 적이 없습니다.**

      찾은 범위: CloudWatch alarms · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · 11월 20일 KST.

      =====

      **No outage alarm of \`order-api\` rang yesterday (20 Nov).**

      Searched: CloudWatch alarms · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · 20 Nov KST."
    `);
  });

  it("ask whose metric is meant", async () => {
    expect(await first({ ko: "CPU 사용률 보여줘", en: "show CPU utilization" }, {})).toMatchInlineSnapshot(`
      "**어느 리소스의 CPU 사용률 지표를 볼까요?** 이름이나 ID를 알려 주세요. 예: _orders-db CPU 최근 24시간_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Of which resource shall I show the CPU utilization?** Please give a name or id, for example: _orders-db CPU over the last 24 hours_

      _Answered by rules, without a language model._"
    `);
  });

  it("tell a failure of any of the tools with its own sentence", async () => {
    const error = () => ({ error: "AWS said no." });
    const broken = { alarms_list: error, metrics_query: error, cost_compare: error, inventory_find: error };
    for (const ko of [
      "울리는 알람 보여줘",
      "orders-db CPU 보여줘",
      "이번 달 비용이 왜 늘었어?",
      "owner 태그가 없는 리소스",
    ]) {
      const { ko: text } = await replies({ ko, en: "hello" }, broken);
      expect(text).toContain("실패했습니다.**\n\nAWS said no.");
    }
  });

  it("tell what failed on the way, and answer the rest", async () => {
    const tools = {
      logs_query: listed(["time", "message"], [["2026-11-11T04:05:48Z", "OutOfMemoryError"]]),
      trail_changes: () => ({ error: "CloudTrail takes no more requests now." }),
    };
    const questions = {
      ko: "최근 14일 payment-worker OOM 원인",
      en: "Why was payment-worker killed for memory in the last 14 days?",
    };
    const { ko, en } = await replies(questions, tools);
    expect(ko).toMatch(/1번 종료되었습니다.*실패했습니다\.\*\*\n\nCloudTrail takes no more requests now\./s);
    expect(en).toMatch(/killed (?:once|1 time).*failed\.\*\*\n\nCloudTrail takes no more requests now\./s);
  });
});
