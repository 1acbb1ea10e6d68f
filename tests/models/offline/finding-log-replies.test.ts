import { describe, expect, it } from "vitest";
import { replies, show } from "./both-languages.ts";
import { finding, findings, instance, instances, logGroups, patterns, timeline } from "./hand-made-tables.ts";
import { NOW } from "./planner-thread.ts";

describe("replies on findings, logs and instances", () => {
  it("lists findings by severity and says what was left out", async () => {
    const rows = [
      finding(7.5, "high", "UnauthorizedAccess:EC2/SSHBruteForce", "bastion", "2026-11-20T20:00:00Z", 42),
      finding(9.1, "critical", "CryptoCurrency:EC2/BitcoinTool.B!DNS", "gpu-1", "2026-11-19T20:00:00Z", 3),
    ];
    const notes = [{ code: "samples_excluded", text: "", params: { count: 12 } }];
    const questions = { ko: "심각도 높은 GuardDuty 탐지 결과 있어?", en: "Any high severity GuardDuty findings?" };
    expect(show(await replies(questions, { guardduty_list_findings: findings(rows, notes) }))).toMatchInlineSnapshot(`
      "**심각도 높음 이상의 GuardDuty 탐지 결과는 2건입니다 (치명적 1, 높음 1).**

      | 심각도 | 유형 | 대상 | 리전 | 마지막 발생 (KST) | 횟수 |
      |---|---|---|---|---|---:|
      | 치명적 (9.1) | \`CryptoCurrency:EC2/BitcoinTool.B!DNS\` | \`gpu-1\` | \`ap-northeast-2\` | 11월 20일 05:00 | 3 |
      | 높음 (7.5) | \`UnauthorizedAccess:EC2/SSHBruteForce\` | \`bastion\` | \`ap-northeast-2\` | 11월 21일 05:00 | 42 |

      샘플 탐지 결과 12건은 뺐습니다.

      차트로도 볼 수 있습니다: _차트로 보여줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There are 2 GuardDuty findings of high severity or above (critical 1, high 1).**

      | Severity | Type | Resource | Region | Last seen (KST) | Count |
      |---|---|---|---|---|---:|
      | critical (9.1) | \`CryptoCurrency:EC2/BitcoinTool.B!DNS\` | \`gpu-1\` | \`ap-northeast-2\` | 20 Nov 05:00 | 3 |
      | high (7.5) | \`UnauthorizedAccess:EC2/SSHBruteForce\` | \`bastion\` | \`ap-northeast-2\` | 21 Nov 05:00 | 42 |

      12 sample findings left out.

      Also available as a picture: _show it as a chart_

      _Answered by rules, without a language model._"
    `);
  });

  it("says that there are no findings and where it looked", async () => {
    const questions = { ko: "심각도 높은 GuardDuty 탐지 결과 있어?", en: "Any high severity GuardDuty findings?" };
    expect(show(await replies(questions, { guardduty_list_findings: findings([]) }))).toMatchInlineSnapshot(`
      "**심각도 높음 이상의 GuardDuty 탐지 결과는 없습니다.**

      찾은 범위: GuardDuty · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · 보존된 전체 기간 (90일).

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There are no GuardDuty findings of high severity or above.**

      Searched: GuardDuty · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · everything retained (90 days).

      _Answered by rules, without a language model._"
    `);
  });

  it("analyzes error logs", async () => {
    const rows = [
      [
        "NullPointerException at OrderMapper.map(OrderMapper.java:<n>)",
        880,
        0.88,
        "2026-11-20T21:53:00Z",
        "2026-11-20T22:40:00Z",
        "NullPointerException at OrderMapper.map(OrderMapper.java:87)",
      ],
      ["Timeout after <n> ms", 120, 0.12, "2026-11-20T21:50:00Z", "2026-11-20T23:00:00Z", "Timeout after 3000 ms"],
    ];
    const series = [
      ["2026-11-20T21:00:00Z", 312],
      ["2026-11-20T22:00:00Z", 688],
    ];
    const questions = { ko: "order-api 최근 에러 로그 분석해줘", en: "Analyze recent error logs of order-api" };
    const tools = { logs_analyze_errors: patterns(rows, 1_000, NOW), logs_error_timeline: timeline(series, NOW) };
    expect(show(await replies(questions, tools))).toMatchInlineSnapshot(`
      "**최근 24시간 \`order-api\` 에러는 1,000건이며, 가장 많은 패턴이 88.0%를 차지합니다.**

      | 패턴 | 건수 | 비중 | 처음 (KST) | 마지막 |
      |---|---:|---:|---|---|
      | \`NullPointerException at OrderMapper.map(OrderMapper.java:<n>)\` | 880 | 88.0% | 11월 21일 06:53 | 11월 21일 07:40 |
      | \`Timeout after <n> ms\` | 120 | 12.0% | 11월 21일 06:50 | 11월 21일 08:00 |

      가장 많은 시간대: 11월 21일 07:00부터 (688건).

      예: \`NullPointerException at OrderMapper.map(OrderMapper.java:87)\`

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **\`order-api\` logged 1,000 errors in the last 24 hours; the most frequent pattern makes up 88.0%.**

      | Pattern | Count | Share | First (KST) | Last |
      |---|---:|---:|---|---|
      | \`NullPointerException at OrderMapper.map(OrderMapper.java:<n>)\` | 880 | 88.0% | 21 Nov 06:53 | 21 Nov 07:40 |
      | \`Timeout after <n> ms\` | 120 | 12.0% | 21 Nov 06:50 | 21 Nov 08:00 |

      Busiest time: from 21 Nov 07:00 (688 errors).

      Example: \`NullPointerException at OrderMapper.map(OrderMapper.java:87)\`

      _Answered by rules, without a language model._"
    `);
  });

  it("asks whose logs, naming the groups", async () => {
    const questions = { ko: "에러 로그 분석해줘", en: "Analyze the error logs" };
    expect(show(await replies(questions, {}))).toMatchInlineSnapshot(`
      "**어느 서비스의 에러 로그를 분석할까요?** 서비스 이름을 알려 주세요. 예: _order-api 최근 에러 로그 분석해줘_

      로그 그룹: \`/ecs/order-api\`

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Which service's error logs shall I analyze?** Please give its name, for example: _analyze recent error logs of order-api_

      Log groups: \`/ecs/order-api\`

      _Answered by rules, without a language model._"
    `);
  });

  it("lists log groups", async () => {
    const rows = [
      ["/ecs/order-api", "ap-northeast-2", null, 52_428_800_000, "2026-01-01T00:00:00Z"],
      ["/aws/lambda/resize", "ap-northeast-2", 30, 1_048_576, "2026-01-01T00:00:00Z"],
    ];
    const questions = { ko: "로그 그룹 목록 보여줘", en: "List the log groups" };
    expect(show(await replies(questions, { logs_list_groups: logGroups(rows) }))).toMatchInlineSnapshot(`
      "**로그 그룹은 2개이며, 보존 기간이 없는 것은 1개입니다.**

      | 로그 그룹 | 리전 | 보존 기간 | 저장량 | owner 태그 |
      |---|---|---:|---:|---|
      | \`/ecs/order-api\` | \`ap-northeast-2\` | 무기한 | 48.8 GB | – |
      | \`/aws/lambda/resize\` | \`ap-northeast-2\` | 30일 | 1 MB | – |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There are 2 log groups; 1 of them has no retention period.**

      | Log group | Region | Retention | Stored | Owner tag |
      |---|---|---:|---:|---|
      | \`/ecs/order-api\` | \`ap-northeast-2\` | never expires | 48.8 GB | – |
      | \`/aws/lambda/resize\` | \`ap-northeast-2\` | 30 days | 1 MB | – |

      _Answered by rules, without a language model._"
    `);
  });

  it("tells the state of one instance", async () => {
    const questions = { ko: "order-api-2 상태 알려줘", en: "What's the status of order-api-2?" };
    const tools = { inventory_find_instances: instances([instance("order-api-2", "i-0abc1234def567890", "running")]) };
    expect(show(await replies(questions, tools))).toMatchInlineSnapshot(`
      "**\`order-api-2\` 인스턴스의 상태: 실행 중**

      | 이름 | ID | 상태 | 유형 | 가용 영역 | 사설 IP | 시작 시각 (KST) |
      |---|---|---|---|---|---|---|
      | \`order-api-2\` | \`i-0abc1234def567890\` | 실행 중 | \`m7g.large\` | \`ap-northeast-2a\` | \`10.0.1.12\` | 10월 11일 10:00 |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **\`order-api-2\` is running.**

      | Name | ID | State | Type | AZ | Private IP | Launched (KST) |
      |---|---|---|---|---|---|---|
      | \`order-api-2\` | \`i-0abc1234def567890\` | running | \`m7g.large\` | \`ap-northeast-2a\` | \`10.0.1.12\` | 11 Oct 10:00 |

      _Answered by rules, without a language model._"
    `);
  });
});
