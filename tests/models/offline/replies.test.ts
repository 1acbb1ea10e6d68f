import { describe, expect, it } from "vitest";
import {
  anyTools,
  cost,
  drawn,
  event,
  events,
  finding,
  findings,
  instance,
  instances,
  logGroups,
  patterns,
  timeline,
} from "./hand-made-tables.ts";
import { NOW, plannerThread, type Tools } from "./planner-thread.ts";

const BOTH = ["ko", "en"] as const;
type Both = Record<(typeof BOTH)[number], string>;

/** The whole reply in both languages; the question is asked in the language of the reply. */
async function replies(questions: Both, tools: Tools): Promise<Both> {
  const one = async (language: "ko" | "en") =>
    (await plannerThread({ ...anyTools(NOW), ...tools }, { language }).ask(questions[language])).text;
  return { ko: await one("ko"), en: await one("en") };
}
const show = ({ ko, en }: Both) => `${ko}\n\n=====\n\n${en}`;

describe("whole replies", () => {
  it("tells a week's cost by service with the change", async () => {
    expect(
      show(await replies({ ko: "지난주 서비스별 비용 보여줘", en: "Show last week's cost by service" }, {})),
    ).toMatchInlineSnapshot(`
      "**11월 9–15일 비용은 $1,514.00로, 11월 2–8일의 $1,359.10보다 $154.90 (+11.4%) 늘었습니다.**

      | 서비스 | 비용 | 비중 | 11월 2–8일 | 변화 |
      |---|---:|---:|---:|---:|
      | Amazon Elastic Compute Cloud - Compute | $820.50 | 54.2% | $760.00 | +8.0% |
      | Amazon Relational Database Service | $441.00 | 29.1% | $441.00 | +0.0% |
      | EC2 - Other | $192.20 | 12.7% | $96.10 | +100.0% |
      | Amazon Simple Storage Service | $60.30 | 4.0% | $62.00 | -2.7% |
      | **합계** | $1,514.00 | 100.0% | $1,359.10 | +11.4% |

      비혼합 비용, 크레딧·환불 제외, UTC 청구일 기준입니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **The cost for 9–15 Nov is $1,514.00, up $154.90 (+11.4%) from $1,359.10 in 2–8 Nov.**

      | Service | Cost | Share | 2–8 Nov | Change |
      |---|---:|---:|---:|---:|
      | Amazon Elastic Compute Cloud - Compute | $820.50 | 54.2% | $760.00 | +8.0% |
      | Amazon Relational Database Service | $441.00 | 29.1% | $441.00 | +0.0% |
      | EC2 - Other | $192.20 | 12.7% | $96.10 | +100.0% |
      | Amazon Simple Storage Service | $60.30 | 4.0% | $62.00 | -2.7% |
      | **Total** | $1,514.00 | 100.0% | $1,359.10 | +11.4% |

      Unblended cost, credits and refunds excluded, by UTC billing day.

      _Answered by rules, without a language model._"
    `);
  });

  it("tells who started an instance", async () => {
    const rows = [
      event("2026-11-20T00:36:00Z", "RunInstances", "hana.choi", "gpu-1 (i-0aa), gpu-2 (i-0bb)"),
      event("2026-11-20T05:10:00Z", "StartInstances", "deploy-bot", "bastion (i-0cc)"),
      event("2026-11-20T04:00:00Z", "RunInstances", "intern", null, "Client.UnauthorizedOperation"),
    ];
    const questions = { ko: "어제 EC2 인스턴스를 시작한 사람은 누구야?", en: "Who started an EC2 instance yesterday?" };
    expect(show(await replies(questions, { trail_find_events: events(rows, NOW) }))).toMatchInlineSnapshot(`
      "**어제 (11월 20일) EC2 인스턴스를 시작한 사람은 2명입니다: \`deploy-bot\`, \`hana.choi\`.**

      | 시각 (KST) | 사용자 | 이벤트 | 대상 | 리전 | 결과 |
      |---|---|---|---|---|---|
      | 11월 20일 14:10 | \`deploy-bot\` | \`StartInstances\` | \`bastion (i-0cc)\` | \`ap-northeast-2\` | 성공 |
      | 11월 20일 13:00 | \`intern\` | \`RunInstances\` | – | \`ap-northeast-2\` | 실패 \`Client.UnauthorizedOperation\` |
      | 11월 20일 09:36 | \`hana.choi\` | \`RunInstances\` | \`gpu-1 (i-0aa), gpu-2 (i-0bb)\` | \`ap-northeast-2\` | 성공 |

      실패한 시도도 표에 함께 있습니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **2 people started EC2 instances yesterday (20 Nov): \`deploy-bot\`, \`hana.choi\`.**

      | Time (KST) | User | Event | Target | Region | Outcome |
      |---|---|---|---|---|---|
      | 20 Nov 14:10 | \`deploy-bot\` | \`StartInstances\` | \`bastion (i-0cc)\` | \`ap-northeast-2\` | ok |
      | 20 Nov 13:00 | \`intern\` | \`RunInstances\` | – | \`ap-northeast-2\` | failed \`Client.UnauthorizedOperation\` |
      | 20 Nov 09:36 | \`hana.choi\` | \`RunInstances\` | \`gpu-1 (i-0aa), gpu-2 (i-0bb)\` | \`ap-northeast-2\` | ok |

      Failed attempts are in the table too.

      _Answered by rules, without a language model._"
    `);
  });

  it("says nobody together with what was searched", async () => {
    const questions = { ko: "어제 S3 버킷 삭제한 사람 있어?", en: "Did anyone delete an S3 bucket yesterday?" };
    const skipped = [{ region: "us-west-2", why: "no permission" }];
    const scope = { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: ["ap-northeast-2"], skipped };
    expect(show(await replies(questions, { trail_find_events: events([], NOW, { scope }) }))).toMatchInlineSnapshot(`
      "**어제 (11월 20일) S3 버킷을 삭제한 사람은 없습니다.**

      찾은 범위: \`DeleteBucket\` · haneul-prod · \`ap-northeast-2\` · 11월 20일 KST. 확인하지 못한 곳: \`us-west-2\` (no permission). 관리 이벤트만 기록되며, S3 객체 같은 데이터 이벤트는 여기에 없습니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Nobody deleted S3 buckets yesterday (20 Nov).**

      Searched: \`DeleteBucket\` · haneul-prod · \`ap-northeast-2\` · 20 Nov KST. Not searched: \`us-west-2\` (no permission). Only management events are recorded; data events such as S3 object access are not here.

      _Answered by rules, without a language model._"
    `);
  });

  it("lists failed console logins", async () => {
    const rows = [
      event("2026-11-19T18:02:00Z", "ConsoleLogin", "sarah.lee", null, "Failed authentication"),
      event("2026-11-19T18:03:00Z", "ConsoleLogin", "sarah.lee", null, "Failed authentication"),
      event("2026-11-16T01:00:00Z", "ConsoleLogin", "(unknown)", null, "No username found in supplied account"),
    ];
    const questions = {
      ko: "최근 7일간 실패한 콘솔 로그인 있었어?",
      en: "Were there failed console logins in the last 7 days?",
    };
    expect(show(await replies(questions, { trail_find_events: events(rows, NOW) }))).toMatchInlineSnapshot(`
      "**최근 7일 실패한 콘솔 로그인은 3건입니다 (사용자 2명, IP 1개).**

      가장 많이 실패한 사용자: \`sarah.lee\` (2건).

      | 시각 (KST) | 사용자 | IP | 리전 | 결과 |
      |---|---|---|---|---|
      | 11월 20일 03:03 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | 실패 \`Failed authentication\` |
      | 11월 20일 03:02 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | 실패 \`Failed authentication\` |
      | 11월 16일 10:00 | \`(unknown)\` | \`203.0.113.7\` | \`ap-northeast-2\` | 실패 \`No username found in supplied account\` |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There were 3 failed console logins in the last 7 days (2 users, 1 IP address).**

      Most failures: \`sarah.lee\` (2 logins).

      | Time (KST) | User | IP | Region | Outcome |
      |---|---|---|---|---|
      | 20 Nov 03:03 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | failed \`Failed authentication\` |
      | 20 Nov 03:02 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | failed \`Failed authentication\` |
      | 16 Nov 10:00 | \`(unknown)\` | \`203.0.113.7\` | \`ap-northeast-2\` | failed \`No username found in supplied account\` |

      _Answered by rules, without a language model._"
    `);
  });

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

      | 로그 그룹 | 리전 | 보존 기간 | 저장량 |
      |---|---|---:|---:|
      | \`/ecs/order-api\` | \`ap-northeast-2\` | 무기한 | 48.8 GB |
      | \`/aws/lambda/resize\` | \`ap-northeast-2\` | 30일 | 1 MB |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There are 2 log groups; 1 of them has no retention period.**

      | Log group | Region | Retention | Stored |
      |---|---|---:|---:|
      | \`/ecs/order-api\` | \`ap-northeast-2\` | never expires | 48.8 GB |
      | \`/aws/lambda/resize\` | \`ap-northeast-2\` | 30 days | 1 MB |

      _Answered by rules, without a language model._"
    `);
  });

  it("tells the state of one instance", async () => {
    const questions = { ko: "order-api-2 상태 알려줘", en: "What's the status of order-api-2?" };
    const tools = { inventory_find_instances: instances([instance("order-api-2", "i-0abc1234def567890", "running")]) };
    expect(show(await replies(questions, tools))).toMatchInlineSnapshot(`
      "**\`order-api-2\` 인스턴스의 상태: 실행 중**

      | 이름 | ID | 상태 | 유형 | 가용 영역 | 시작 시각 (KST) |
      |---|---|---|---|---|---|
      | \`order-api-2\` | \`i-0abc1234def567890\` | 실행 중 | \`m7g.large\` | \`ap-northeast-2a\` | 10월 11일 10:00 |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **\`order-api-2\` is running.**

      | Name | ID | State | Type | AZ | Launched (KST) |
      |---|---|---|---|---|---|
      | \`order-api-2\` | \`i-0abc1234def567890\` | running | \`m7g.large\` | \`ap-northeast-2a\` | 11 Oct 10:00 |

      _Answered by rules, without a language model._"
    `);
  });

  it("tells a failure, what the tool said, and what to do", async () => {
    const error = "AWS refused ce:GetCostAndUsage in us-east-1 of haneul-prod (AccessDeniedException).";
    const questions = { ko: "지난주 비용", en: "cost last week" };
    expect(show(await replies(questions, { cost_query: () => ({ error }) }))).toMatchInlineSnapshot(`
      "**비용 조회에 실패했습니다.**

      도구가 알린 내용: AWS refused ce:GetCostAndUsage in us-east-1 of haneul-prod (AccessDeniedException).

      일시적인 문제라면 잠시 뒤 다시 물어봐 주세요. 계속되면 위 내용을 관리자에게 전해 주세요.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **The cost query failed.**

      What the tool said: AWS refused ce:GetCostAndUsage in us-east-1 of haneul-prod (AccessDeniedException).

      If this is temporary, please ask again in a moment. If it keeps failing, pass the text above to your admin.

      _Answered by rules, without a language model._"
    `);
  });

  it("gives help, courtesy and refusals with examples", async () => {
    const ask = async (ko: string, en: string) => show(await replies({ ko, en }, {}));
    expect(await ask("뭘 할 수 있어?", "what can you do?")).toMatchInlineSnapshot(`
      "**AWS 비용, CloudTrail, GuardDuty, 로그, EC2 인스턴스에 대해 물어보실 수 있습니다.** 변경은 승인 카드를 거쳐야만 실행됩니다.

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_
      - _최근 7일간 실패한 콘솔 로그인 있었어?_
      - _심각도 높은 GuardDuty 탐지 결과 있어?_
      - _order-api-2 재부팅해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **You can ask me about AWS cost, CloudTrail, GuardDuty, logs and EC2 instances.** Changes run only after an approval on a card.

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_
      - _Were there failed console logins in the last 7 days?_
      - _Any high severity GuardDuty findings?_
      - _Reboot order-api-2_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("모든 로그 지워줘", "delete all logs")).toMatchInlineSnapshot(`
      "**로그 삭제는 이 봇이 할 수 없는 작업입니다.** 승인이 있어도 실행하지 않습니다. 할 수 있는 변경은 EC2 인스턴스 재부팅뿐입니다.

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Deleting logs is not something this bot can do.** It would not run even with an approval. The only change it can make is rebooting EC2 instances.

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("다음 달 비용 예측해줘", "forecast next month's cost")).toMatchInlineSnapshot(`
      "**이 질문은 아직 답할 수 없습니다.** 지표, 알람, 예측, 구성도는 지금 조회하지 않습니다. 지금은 이런 질문에 답할 수 있습니다.

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **I cannot answer this yet.** Metrics, alarms, forecasts and diagrams are not available now. These I can answer.

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("점심 뭐 먹지", "write me a poem about rain")).toMatchInlineSnapshot(`
      "**무엇을 찾으시는지 이해하지 못했습니다.** 이런 식으로 물어봐 주세요.

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **I did not understand what you are looking for.** You can ask like this.

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("EC2만", "RDS?")).toMatchInlineSnapshot(`
      "**EC2: 무엇을 알아볼까요?** _비용_, _변경 이력(CloudTrail)_ 중에서 골라 주세요.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **RDS: What would you like to know?** Please choose: _cost_, _who changed what (CloudTrail)_.

      _Answered by rules, without a language model._"
    `);
    expect(await ask("재부팅해줘", "please reboot")).toMatchInlineSnapshot(`
      "**어느 인스턴스를 재부팅할까요?** Name 태그나 인스턴스 ID를 알려 주세요. 예: _order-api-2 재부팅해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Which instance shall I reboot?** Please give its Name tag or instance id, for example: _reboot order-api-2_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("차트로 보여줘", "show it as a chart")).toMatchInlineSnapshot(`
      "**무엇을 차트로 그릴까요?** 먼저 데이터를 물어봐 주세요. 예: _지난주 서비스별 비용을 차트로 보여줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **What shall I draw?** Please ask for the data first, for example: _show last week's cost by service as a chart_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("안녕하세요", "hello")).toMatchInlineSnapshot(`
      "**안녕하세요. AWS 운영에 대해 물어봐 주세요.**

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Hello. Ask me about your AWS operations.**

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_

      _Answered by rules, without a language model._"
    `);
  });

  it("shows cost where there is none, and cost by day", async () => {
    const none = () => ({ ...cost(NOW)({ period: "2026-11-09..2026-11-15" }), rows: [], totals: { usd: 0, days: 7 } });
    expect(
      show(await replies({ ko: "지난주 EC2 비용", en: "EC2 cost last week" }, { cost_query: none })),
    ).toMatchInlineSnapshot(`
      "**11월 9–15일 EC2 비용은 없습니다 ($0.00).**

      찾은 범위: Cost Explorer · haneul-prod · 11월 9–15일 UTC.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There is no EC2 cost for 9–15 Nov ($0.00).**

      Searched: Cost Explorer · haneul-prod · 9–15 Nov UTC.

      _Answered by rules, without a language model._"
    `);
    expect(show(await replies({ ko: "지난주 일별 비용", en: "daily cost last week" }, {}))).toMatchInlineSnapshot(`
      "**11월 9–15일 비용은 $1,514.00로, 11월 2–8일의 $1,359.10보다 $154.90 (+11.4%) 늘었습니다.**

      | 날짜 | 비용 |
      |---|---:|
      | 11월 9일 | $757.00 |
      | 11월 10일 | $757.00 |
      | **합계** | $1,514.00 |

      비혼합 비용, 크레딧·환불 제외, UTC 청구일 기준입니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **The cost for 9–15 Nov is $1,514.00, up $154.90 (+11.4%) from $1,359.10 in 2–8 Nov.**

      | Day | Cost |
      |---|---:|
      | 9 Nov | $757.00 |
      | 10 Nov | $757.00 |
      | **Total** | $1,514.00 |

      Unblended cost, credits and refunds excluded, by UTC billing day.

      _Answered by rules, without a language model._"
    `);
  });

  it("says when the picture could not be drawn", async () => {
    const chart = () => ({ error: "The chart took too long." });
    const { ko, en } = await replies({ ko: "지난주 비용", en: "cost last week" }, { chart });
    expect(ko).toContain("차트는 그리지 못했습니다: The chart took too long.");
    expect(en).toContain("The chart could not be drawn: The chart took too long.");
  });

  it("keeps text of AWS from formatting, linking or pinging", async () => {
    const nasty = "x` | <!channel> [click](https://evil.example) @here `y";
    const rows = [event("2026-11-20T00:36:00Z", "RunInstances", nasty, nasty)];
    const { ko } = await replies(
      { ko: "어제 EC2 인스턴스를 시작한 사람은 누구야?", en: "hello" },
      { trail_find_events: events(rows, NOW), chart: drawn },
    );
    const outsideCode = ko.replace(/`[^`\n]*`/g, "");
    expect(outsideCode).not.toMatch(/<!channel>|https:|@here/);
    expect(
      ko
        .split("\n")
        .find((line) => line.startsWith("| 11월"))
        ?.match(/(?<!\\)\|/g),
    ).toHaveLength(6);
  });
});
