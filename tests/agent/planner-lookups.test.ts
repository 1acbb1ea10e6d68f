import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentEvent } from "../../src/ports/turn.ts";
import { sampleTurns } from "./support/sample-turns.ts";
import { last, seen } from "./support/thread.ts";

let sample: Awaited<ReturnType<typeof sampleTurns>>;
beforeAll(async () => {
  sample = await sampleTurns();
});
afterAll(() => sample.close());

const asked = (events: AgentEvent[]) => events.flatMap((event) => (event.type === "suggestions" ? event.asks : []));
const languageOf = (text: string) => (/[가-힣]/.test(text) ? "ko" : "en");

describe("without a model, one thing is looked up", () => {
  it.each<[string, string[], RegExp]>([
    [
      "order-api-1 자세히 알려줘",
      ["inventory_describe"],
      /^\*\*`order-api-1`: ec2:instance, running, ap-northeast-2\*\*\n.*\| load balancer \| `api-alb /s,
    ],
    [
      "order-api 구성도 그려줘",
      ["inventory_graph", "diagram"],
      /^\*\*`order-api` 구성도를 스레드에 올렸습니다: 리소스 5개, 연결 4개\.\*\*\n/,
    ],
    [
      "Draw an architecture diagram of the account",
      ["inventory_graph", "diagram"],
      /^\*\*The diagram of the whole account is in the thread: 15 resources, 9 connections\.\*\*\n/,
    ],
    [
      "order-api 로그 09:12 앞뒤 보여줘",
      ["logs_context"],
      /^\*\*`\/haneul\/order-api` 로그의 11월 21일 09:12 앞뒤 10줄입니다\.\*\*\n```\n09:11 order-api-/,
    ],
    [
      "Show the logs of order-api around 09:12",
      ["logs_context"],
      /^\*\*The 10 lines of `\/haneul\/order-api` around 21 Nov 09:12\.\*\*/,
    ],
    [
      "11월 19일 06:50 전후로 order-api에 뭐가 바뀌었어?",
      ["trail_changes"],
      /^\*\*.*`order-api`.*4건.*\n.*`jiwoo\.kim`.*\n/s,
    ],
    [
      "what changed around 06:50 on Nov 19?",
      ["trail_changes"],
      /^\*\*There were 8 CloudTrail events that change something during 19 Nov 05:50 – 19 Nov 07:50 KST/,
    ],
    [
      "log volume by group last week",
      ["logs_list_groups"],
      /^\*\*The log groups took in 259\.1 MB during 9–15 Nov, most of it `\/haneul\/web`: 104\.3 MB \(40\.3%\)\.\*\*/,
    ],
    [
      "show GuardDuty findings on bastion",
      ["guardduty_list_findings"],
      /^\*\*There are 2 GuardDuty findings .*Only findings matching `bastion`/s,
    ],
    [
      "데이터 부족 알람 알려줘",
      ["alarms_list"],
      /^\*\*데이터가 부족한\(INSUFFICIENT_DATA\) 알람은 2개입니다: `bastion-disk`/,
    ],
    ["users-db 남은 용량", ["metrics_query", "metrics_query", "chart"], /평균 45 GB, 최대 48\.7 GB/],
    [
      "GuardDuty 심각도 기준이 뭐야? 문서 찾아줘",
      ["aws_docs"],
      /^\*\*AWS 문서: GuardDuty .*\n> GuardDuty는 .*7\.0–8\.9.*출처: `https:\/\/docs\.aws\.amazon\.com\/guardduty/s,
    ],
    [
      "What does GuardDuty severity mean?",
      ["aws_docs"],
      /^\*\*AWS documentation: GuardDuty finding severity: Levels\*\*\n> GuardDuty/,
    ],
    [
      "가장 심각한 GuardDuty 탐지 결과 설명해줘",
      ["guardduty_list_findings", "guardduty_explain_finding"],
      /^\*\*The EC2 instance i-074689761f0e9cee0 queries a domain name.*\| 도메인 \| `stratum\.pool-nine\.example` \|/s,
    ],
    [
      "bastion에 대한 GuardDuty 결과 설명해줘",
      ["guardduty_list_findings", "guardduty_explain_finding"],
      /^\*\*The EC2 instance bastion is the target of an SSH brute force attack\*\*/,
    ],
    [
      "Explain the GuardDuty findings on cart-api-1",
      ["guardduty_list_findings"],
      /^\*\*There are no GuardDuty findings.*Only findings matching `cart-api-1`/s,
    ],
    [
      "Which alarms rang last week and how often?",
      ["alarms_list", "data_query"],
      /^\*\*Alarms rang 13 times during 9–15 Nov \(2 alarms\), most often `data-batch-1-cpu`: 7 times\.\*\*\n.*\| `payment-worker-memory` \| 6 \| 14 \| 12 Nov 14:56 \|/s,
    ],
    [
      "지난 3일 bastion-disk 알람 이력",
      ["alarms_list", "data_query"],
      /^\*\*최근 3일 울린 알람은 없습니다\.\*\*\n찾은 범위: CloudWatch/,
    ],
    ["어제 9시 12분쯤 order-api 로그 앞뒤 보여줘", ["logs_context"], /로그의 11월 20일 09:12 앞뒤 10줄입니다/],
    ["Show the logs of order-api around 3:30 pm yesterday", ["logs_context"], /around 20 Nov 15:30/],
    [
      "i-074689761f0e9cee0 하루에 얼마 나와?",
      ["inventory_describe"],
      /^\*\*`i-074689761f0e9cee0`의 비용은 정가로 하루 \$136\.65입니다\.\*\*.*정가표 2026-11-01 기준/,
    ],
    [
      "How much does order-api cost?",
      ["inventory_describe"],
      /^\*\*`order-api` costs \$26\.17 a day at list price.*2026-09-23[\s\S]*12 tasks of 2 vCPU/,
    ],
    ["How much does users-db cost?", ["inventory_describe"], /^\*\*What `users-db` costs a day is not known/],
    [
      "어제 AccessDenied 난 호출 몇 건이야?",
      ["trail_find_events"],
      /^\*\*어제 \(11월 20일\) 권한이 없어 거부된 CloudTrail 이벤트는 1건입니다/,
    ],
  ])("%s", async (question, tools, text) => {
    const { events } = await sample.open().turn(question, { language: languageOf(question) });
    const { record, type } = last(events);
    expect([type, record.toolCalls.map(({ name, error }) => [name, error])]).toEqual([
      "turn_finished",
      tools.map((name) => [name, null]),
    ]);
    expect(
      seen(events)
        .filter((line) => !line.startsWith("["))
        .join("\n"),
    ).toMatch(text);
    expect([record.evidence.unverified, record.shares.proven ?? 1]).toEqual([[], 1]);
  });

  it("a log without a time, and a VPC that is not there, are asked back with what is needed", async () => {
    const first = async (text: string) =>
      seen((await sample.open().turn(text, { language: languageOf(text) })).events)[0];
    expect(await first("로그 앞뒤 보여줘")).toBe(
      "**어느 로그의 몇 시 앞뒤를 볼까요?** 로그 그룹이나 서비스의 이름과 시각을 시:분으로 함께 말씀해 주세요.",
    );
    expect(await first("order-zzz VPC 구성도")).toMatch(/^\*\*.*order-zzz.*\*\* VPC: haneul-prod/);
  });
});

describe("without a model, a thread says what is meant", () => {
  /** The last question of a thread: the tools it calls, and how its answer begins. */
  it.each<[string[], string[], RegExp]>([
    [
      ["GPU 인스턴스 누가 켰어?", "아직도 돌고 있어?"],
      ["inventory_find_instances", "inventory_find_instances"],
      /^\*\*EC2 인스턴스는 2대입니다 \(실행 중 2대, 중지 0대\)\.\*\*/,
    ],
    [
      ["Who launched the GPU instances?", "are they still running?", "describe the first one"],
      ["inventory_describe"],
      /^\*\*`i-074689761f0e9cee0`: ec2:instance, running/,
    ],
    [
      ["List high severity GuardDuty findings", "including archived ones", "explain the third one"],
      ["guardduty_explain_finding"],
      /^\*\*The EC2 instance search-api-1 queries a domain name.*\| domain \| `update-cdn\.bad-host\.example` \|/s,
    ],
    [
      ["심각도 높은 GuardDuty 보여줘", "보관된 것도 포함해서", "네 번째 거 설명해줘"],
      [],
      /^\*\*목록에는 탐지 결과가 3건뿐입니다\.\*\*/,
    ],
    [
      ["최근 7일 콘솔 로그인", "그중에 MFA 없이 성공한 건?"],
      ["trail_sign_ins"],
      /^\*\*최근 7일 MFA 없이 성공한 콘솔 로그인은 6건/,
    ],
    [["GuardDuty 탐지 결과 설명해줘", "차트로 보여줘"], [], /^\*\*항목을 나열한 결과는 차트로 그릴 수 없습니다\./],
    [
      ["가장 심각한 GuardDuty 탐지 결과 설명해줘", "CSV로 줘"],
      ["csv_file"],
      /^\*\*CSV 파일을 스레드에 올렸습니다 \([2-9]\d행\)\.\*\*/,
    ],
    [["대시보드 목록"], ["dashboards_read"], /^\*\*CloudWatch 대시보드는 2개입니다\.\*\*\n.*`ops-morning`/s],
    [
      ["draw the dashboard order-api-overview"],
      ["dashboards_read", "data_query", "data_query", "data_query", "chart", "chart", "chart"],
      /in the thread as a picture/,
    ],
    [
      ["order-api-1 자세히 알려줘", "주변 구성 그려줘"],
      ["inventory_graph", "diagram"],
      /^\*\*`order-api-1` 구성도를 스레드에 올렸습니다/,
    ],
    [
      ["Describe bastion in detail", "draw its surroundings"],
      ["inventory_graph", "diagram"],
      /^\*\*The diagram of `bastion`/,
    ],
    [
      ["지난주 대비 이번주 비용 비교", "그럼 리전별로는?"],
      ["cost_compare", "chart"],
      /^\*\*11월 16–21일 비용은 \$4,327\.63로, 11월 9–14일의 \$5,221\.67보다/,
    ],
    [["지난주에 울린 알람 몇 번이야?", "data-batch-1-cpu만"], ["alarms_list", "data_query"], /7번.*`data-batch-1-cpu`/],
    [
      ["bastion 보안 그룹 누가 열었어?"],
      ["inventory_find", "trail_find_events"],
      /^\*\*최근 90일 `bastion-sg` 보안 그룹을 변경한 사람은 `minsu\.park` \(11월 17일/,
    ],
  ])("%s", async (questions, tools, text) => {
    const { turn } = sample.open();
    let before = 0;
    for (const [index, question] of questions.entries()) {
      const { status, events } = await turn(question, { language: languageOf(question), runId: `run-${index}` });
      const { record } = last(events);
      const own = record.toolCalls.slice(before);
      before = record.toolCalls.length;
      expect([question, status, own.filter(({ error }) => error !== null)]).toEqual([question, "answered", []]);
      if (index < questions.length - 1) continue;
      expect(own.map(({ name }) => name)).toEqual(tools);
      const lines = seen(events).filter((line) => !line.startsWith("["));
      expect(lines.join("\n")).toMatch(text);
      expect(record.evidence.unverified).toEqual([]);
    }
  });
});

it.each([
  ["지난주 서비스별 비용 보여줘", 2],
  ["Any high severity GuardDuty findings?", 1],
  ["order-api-1 인스턴스 상태", 2],
  ["Who stopped instances in the last 7 days?", 1],
] as const)("what is suggested after “%s” is answered when it is pressed", async (question, count) => {
  const language = languageOf(question);
  const first = await sample.open().turn(question, { language });
  expect(asked(first.events)).toHaveLength(count);
  expect(seen(first.events).join("\n")).not.toContain("[next]");
  for (const [index, { ask }] of asked(first.events).entries()) {
    const { turn } = sample.open();
    await turn(question, { language });
    const { status, events } = await turn(ask, { language, runId: `next-${index}` });
    const calls = last(events).record.toolCalls;
    expect([ask, status, calls.length > 0, calls.filter(({ error }) => error !== null)]).toEqual([
      ask,
      "answered",
      true,
      [],
    ]);
  }
});

it("draws a metric under its own name, and says why its peak is not the maximum of the table", async () => {
  const { events } = await sample.open().turn("orders-db CPU 최근 24시간 평균이랑 최대값");
  const { toolCalls } = last(events).record;
  const titles = toolCalls.flatMap(({ args }) => (args as { title?: string }).title ?? []);
  expect([titles, seen(events).filter((line) => line.startsWith("그림"))]).toEqual([
    ["orders-db CPU 사용률 (5분 평균)"],
    ["그림은 5분 평균이라 최고점이 표의 최대보다 낮습니다."],
  ]);
  const [, lines] = sample.datasets.list(sample.newest());
  expect(lines?.columns.find(({ name }) => name === "value")?.label).toEqual({
    ko: "CPUUtilization 평균",
    en: "CPUUtilization average",
  });
});

it("does not suggest what was just asked", async () => {
  const { turn } = sample.open();
  const root = await turn("Was the root account used in the last 30 days?", { language: "en" });
  const failed = "Were there failed console logins in the last 7 days?";
  expect(asked(root.events).map(({ ask }) => ask)).toEqual([failed]);
  const next = await turn(failed, { language: "en", runId: "run-2" });
  expect(asked(next.events)).toEqual([]);
});

it("suggests nothing where nothing was found", async () => {
  const { events } = await sample.open().turn("order-zzz CPU 어제 어땠어?");
  expect(asked(events)).toEqual([]);
});
