import { describe, expect, it } from "vitest";
import type { Scalar, Table } from "../../../src/ports/tools.ts";
import { replies, show } from "./both-languages.ts";
import { column, periodFrom, tableOf } from "./hand-made-tables.ts";
import { NOW, plannerThread } from "./planner-thread.ts";
import { understand } from "./understand.ts";

const NOW_COLUMNS = [
  column("queue"),
  ...["waiting", "longest_wait", "agents_online", "agents_available"].map((name) => column(name, "number")),
  column("open", "bool"),
  column("hours"),
];
const DESK = "Mon–Fri 09:00–18:00 (Asia/Seoul)";
const VIP = "Mon–Sun 08:00–22:00 (Asia/Seoul)";
const now = (rows: Scalar[][]) => (): Table => tableOf(NOW_COLUMNS, rows, { service: "Amazon Connect" });
const busy = now([
  ["VIP", 14, 660, 1, 0, true, VIP],
  ["배송", 1, 45, 2, 1, false, DESK],
  ["English", 0, 0, 0, 0, false, null],
]);
const quiet = now([["VIP", 0, 0, 1, 1, true, VIP]]);

const THEN_COLUMNS = [
  column("queue"),
  ...["contacts", "answered", "abandoned"].map((name) => column(name, "number")),
  column("abandon_rate", "percent"),
  ...["mean_wait", "longest_wait"].map((name) => column(name, "number")),
];
const then = (rows: Scalar[][]) => (input: Record<string, unknown>) =>
  tableOf(THEN_COLUMNS, rows, { period: periodFrom(input.period, NOW), service: "Amazon Connect" });
const yesterday = then([
  ["VIP", 20, 12, 8, 0.4, 75, 640],
  ["배송", 60, 57, 3, 0.05, 9, 120],
  ["English", 0, 0, 0, null, null, null],
]);

describe("replies on the queues of a contact centre", () => {
  it("tell how many wait and the longest wait, who is free, and who waits outside the hours", async () => {
    const questions = { ko: "Connect 대기 고객 지금 몇 명?", en: "How many customers are waiting in Connect?" };
    expect(show(await replies(questions, { connect_queues: busy }))).toMatchInlineSnapshot(`
      "**지금 Connect에서 고객 15명이 기다리고 있고, 가장 오래 기다린 시간은 11분입니다 (\`VIP\`).**

      받을 수 있는 상담원이 없는 대기열: \`VIP\`. 운영 시간이 아닌데 고객이 기다리는 대기열: \`배송\`.

      | 대기열 | 대기 고객 | 최장 대기 | 접속 상담원 | 응대 가능 상담원 | 운영 시간 내 | 운영 시간 |
      |---|---:|---:|---:|---:|---|---|
      | \`VIP\` | 14 | 11분 | 1 | 0 | ✓ | \`Mon–Sun 08:00–22:00 (Asia/Seoul)\` |
      | \`배송\` | 1 | 45초 | 2 | 1 | ✗ | \`Mon–Fri 09:00–18:00 (Asia/Seoul)\` |
      | \`English\` | 0 | – | 0 | 0 | ✗ | – |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **15 customers are waiting in Connect now; the longest has waited 11 min (\`VIP\`).**

      No agent is free to answer in: \`VIP\`. Customers wait outside the opening hours of: \`배송\`.

      | Queue | Waiting | Longest wait | Agents online | Agents free | Within hours | Hours |
      |---|---:|---:|---:|---:|---|---|
      | \`VIP\` | 14 | 11 min | 1 | 0 | ✓ | \`Mon–Sun 08:00–22:00 (Asia/Seoul)\` |
      | \`배송\` | 1 | 45 s | 2 | 1 | ✗ | \`Mon–Fri 09:00–18:00 (Asia/Seoul)\` |
      | \`English\` | 0 | – | 0 | 0 | ✗ | – |

      _Answered by rules, without a language model._"
    `);
  });

  it("answer on the queue that was named alone, and that nobody waits", async () => {
    const questions = { ko: "VIP 대기열 밀려 있어?", en: "Is the VIP queue backed up?" };
    expect(show(await replies(questions, { connect_queues: busy }))).toMatchInlineSnapshot(`
      "**지금 \`VIP\` 대기열에 고객 14명이 기다리고 있고, 가장 오래 기다린 시간은 11분입니다.**

      받을 수 있는 상담원이 없는 대기열: \`VIP\`.

      | 대기열 | 대기 고객 | 최장 대기 | 접속 상담원 | 응대 가능 상담원 | 운영 시간 내 | 운영 시간 |
      |---|---:|---:|---:|---:|---|---|
      | \`VIP\` | 14 | 11분 | 1 | 0 | ✓ | \`Mon–Sun 08:00–22:00 (Asia/Seoul)\` |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **14 customers are waiting in the \`VIP\` queue now; the longest has waited 11 min.**

      No agent is free to answer in: \`VIP\`.

      | Queue | Waiting | Longest wait | Agents online | Agents free | Within hours | Hours |
      |---|---:|---:|---:|---:|---|---|
      | \`VIP\` | 14 | 11 min | 1 | 0 | ✓ | \`Mon–Sun 08:00–22:00 (Asia/Seoul)\` |

      _Answered by rules, without a language model._"
    `);
    expect(show(await replies(questions, { connect_queues: quiet }))).toMatchInlineSnapshot(`
      "**지금 기다리는 고객은 없습니다 (\`VIP\`).**

      | 대기열 | 대기 고객 | 최장 대기 | 접속 상담원 | 응대 가능 상담원 | 운영 시간 내 | 운영 시간 |
      |---|---:|---:|---:|---:|---|---|
      | \`VIP\` | 0 | – | 1 | 1 | ✓ | \`Mon–Sun 08:00–22:00 (Asia/Seoul)\` |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **No customer is waiting now (\`VIP\`).**

      | Queue | Waiting | Longest wait | Agents online | Agents free | Within hours | Hours |
      |---|---:|---:|---:|---:|---|---|
      | \`VIP\` | 0 | – | 1 | 1 | ✓ | \`Mon–Sun 08:00–22:00 (Asia/Seoul)\` |

      _Answered by rules, without a language model._"
    `);
  });

  it("tell of a day how many came, were answered and gave up", async () => {
    const questions = { ko: "어제 콜센터 포기율 얼마야?", en: "How many calls did we miss yesterday?" };
    expect(show(await replies(questions, { connect_queues: yesterday }))).toMatchInlineSnapshot(`
      "**어제 (11월 20일) Connect로 들어온 80건 중 69건에 응대했고, 11건은 응대 전에 끊겼습니다 (포기율 13.8%).**

      가장 오래 기다린 고객은 \`VIP\` 대기열에서 10분 40초 기다렸습니다.

      | 대기열 | 인입 | 응대 | 포기 | 포기율 | 평균 응답 대기 | 최장 대기 |
      |---|---:|---:|---:|---:|---:|---:|
      | \`VIP\` | 20 | 12 | 8 | 40.0% | 1분 15초 | 10분 40초 |
      | \`배송\` | 60 | 57 | 3 | 5.0% | 9초 | 2분 |
      | \`English\` | 0 | 0 | 0 | – | – | – |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Of 80 contacts in Connect yesterday (20 Nov), 69 were answered and 11 gave up before an answer (13.8%).**

      The longest wait was 10 min 40 s, in the \`VIP\` queue.

      | Queue | Contacts | Answered | Abandoned | Abandon rate | Mean wait to answer | Longest wait |
      |---|---:|---:|---:|---:|---:|---:|
      | \`VIP\` | 20 | 12 | 8 | 40.0% | 1 min 15 s | 10 min 40 s |
      | \`배송\` | 60 | 57 | 3 | 5.0% | 9 s | 2 min |
      | \`English\` | 0 | 0 | 0 | – | – | – |

      _Answered by rules, without a language model._"
    `);
  });

  it("say where was looked when there is no contact centre, and when nobody called", async () => {
    const questions = { ko: "고객센터 상황 어때?", en: "How is the contact centre doing?" };
    expect(show(await replies(questions, { connect_queues: now([]) }))).toMatchInlineSnapshot(`
      "**조회한 곳에 Amazon Connect 대기열이 없습니다.**

      찾은 범위: Amazon Connect · haneul-prod · \`ap-northeast-2\`, \`us-east-1\`.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There is no queue of Amazon Connect where I looked.**

      Searched: Amazon Connect · haneul-prod · \`ap-northeast-2\`, \`us-east-1\`.

      _Answered by rules, without a language model._"
    `);
    const silent = then([["VIP", 0, 0, 0, null, null, null]]);
    const lost = { ko: "어제 놓친 전화 몇 콜이야?", en: "How many calls did we miss yesterday?" };
    expect(show(await replies(lost, { connect_queues: silent }))).toMatchInlineSnapshot(`
      "**어제 (11월 20일) Connect로 들어온 문의가 없습니다.**

      찾은 범위: Amazon Connect · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · 11월 20일 KST.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **No contact came into Connect yesterday (20 Nov).**

      Searched: Amazon Connect · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · 20 Nov KST.

      _Answered by rules, without a language model._"
    `);
  });

  it("take a day for the next question: the same queues, then", async () => {
    const asked: unknown[] = [];
    const queues = (input: Record<string, unknown>) => {
      asked.push(input);
      return input.period ? yesterday(input) : busy();
    };
    const thread = plannerThread({ connect_queues: queues });
    await thread.ask("콜센터 지금 어때?");
    await thread.ask("어제는?");
    expect(asked).toEqual([{}, { period: "2026-11-20..2026-11-20" }]);
  });
});

describe("what is meant by words of a contact centre", () => {
  it.each([
    ["vip 지금 몇명 대기중?", "contacts", null],
    ["콜 많이 밀렸어?", "contacts", null],
    ["상담원 몇 명 붙어 있어?", "contacts", null],
    ["call center 지금 얼마나 밀렸나요?", "contacts", null],
    ["오늘 고객센터 응대율 좀요", "contacts", "2026-11-21..2026-11-21"],
    ["how long are people waiting in the call centre", "contacts", null],
    ["지난달 Connect 비용", "cost", "2026-10-01..2026-10-31"],
    ["최근 2일 Connect 변경 이력 보여줘", "trail", "2d"],
    ["What was changed in Connect in the last 2 days?", "trail", "2d"],
    ["aws-alerts queue depth", "metrics", null],
    ["SQS 대기열 aws-alerts 메시지 수", "metrics", null],
  ])("%s", (text, intent, period) => {
    const got = understand(text);
    expect({ intent: got.intent, period: got.period }).toEqual({ intent, period });
  });
});
