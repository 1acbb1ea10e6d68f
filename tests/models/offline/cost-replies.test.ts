import { describe, expect, it } from "vitest";
import { replies, show } from "./both-languages.ts";
import { cost } from "./hand-made-tables.ts";
import { NOW } from "./planner-thread.ts";

describe("replies on cost", () => {
  it("tells a week's cost by service with the change", async () => {
    expect(
      show(await replies({ ko: "지난주 서비스별 비용 보여줘", en: "Show last week's cost by service" }, {})),
    ).toMatchInlineSnapshot(`
      "**11월 9–15일 비용은 $1,514.00입니다.**

      | 서비스 | 비용 | 비중 |
      |---|---:|---:|
      | Amazon Elastic Compute Cloud - Compute | $820.50 | 54.2% |
      | Amazon Relational Database Service | $441.00 | 29.1% |
      | EC2 - Other | $192.20 | 12.7% |
      | Amazon Simple Storage Service | $60.30 | 4.0% |
      | **합계** | $1,514.00 | 100.0% |

      비혼합 비용, 크레딧·환불 제외, UTC 청구일 기준입니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **The cost for 9–15 Nov is $1,514.00.**

      | Service | Cost | Share |
      |---|---:|---:|
      | Amazon Elastic Compute Cloud - Compute | $820.50 | 54.2% |
      | Amazon Relational Database Service | $441.00 | 29.1% |
      | EC2 - Other | $192.20 | 12.7% |
      | Amazon Simple Storage Service | $60.30 | 4.0% |
      | **Total** | $1,514.00 | 100.0% |

      Unblended cost, credits and refunds excluded, by UTC billing day.

      _Answered by rules, without a language model._"
    `);
  });

  it("tells a failure, the sentence on why, and what to do", async () => {
    const questions = { ko: "지난주 비용", en: "cost last week" };
    const error = {
      ko: "AWS가 haneul-prod 계정의 us-east-1 리전에서 ce:GetCostAndUsage 호출을 거부했습니다 (AccessDeniedException).",
      en: "AWS refused ce:GetCostAndUsage in us-east-1 of haneul-prod (AccessDeniedException).",
    };
    const ko = (await replies(questions, { cost_query: () => ({ error: error.ko }) })).ko;
    const en = (await replies(questions, { cost_query: () => ({ error: error.en }) })).en;
    expect(show({ ko, en })).toMatchInlineSnapshot(`
      "**비용 조회에 실패했습니다.**

      AWS가 haneul-prod 계정의 us-east-1 리전에서 ce:GetCostAndUsage 호출을 거부했습니다 (AccessDeniedException).

      일시적인 문제라면 잠시 뒤 다시 물어봐 주세요. 계속되면 위 내용을 관리자에게 전해 주세요.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **The cost query failed.**

      AWS refused ce:GetCostAndUsage in us-east-1 of haneul-prod (AccessDeniedException).

      If this is temporary, please ask again in a moment. If it keeps failing, pass the text above to your admin.

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
      "**11월 9–15일 비용은 $1,514.00입니다.**

      | 날짜 | 비용 |
      |---|---:|
      | 11월 9일 | $757.00 |
      | 11월 10일 | $757.00 |
      | **합계** | $1,514.00 |

      비혼합 비용, 크레딧·환불 제외, UTC 청구일 기준입니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **The cost for 9–15 Nov is $1,514.00.**

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

  it("tells what changed between two periods, what grew most, and what made it rise", async () => {
    const firsts = async (ko: string, en: string) => {
      const both = await replies({ ko, en }, {});
      return [both.ko.split("\n")[0], both.en.split("\n")[0]];
    };
    expect(
      await firsts("지난주 비용을 그 전주와 비교해줘", "compare last week's cost with the week before"),
    ).toMatchInlineSnapshot(`
      [
        "**11월 9–15일 비용은 $757.00로, 11월 2–8일의 $679.55보다 $77.45 (+11.4%) 늘었습니다.**",
        "**The cost for 9–15 Nov is $757.00, up $77.45 (+11.4%) from $679.55 for 2–8 Nov.**",
      ]
    `);
    expect(
      await firsts("지난주 EC2 비용 전주와 비교", "compare last week's EC2 cost with the week before"),
    ).toMatchInlineSnapshot(`
      [
        "**11월 9–15일 EC2 비용은 $506.35로, 11월 2–8일의 $428.05보다 $78.30 (+18.3%) 늘었습니다.**",
        "**The EC2 cost for 9–15 Nov is $506.35, up $78.30 (+18.3%) from $428.05 for 2–8 Nov.**",
      ]
    `);
    expect(
      await firsts("지난주 비용이 가장 많이 늘어난 서비스는?", "which service grew most last week?"),
    ).toMatchInlineSnapshot(`
      [
        "**11월 9–15일에 11월 2–8일보다 가장 많이 늘어난 것은 EC2 - Other입니다: $48.05 → $96.10 (+$48.05, +100.0%).**",
        "**EC2 - Other grew most from 2–8 Nov to 9–15 Nov: $48.05 → $96.10 (+$48.05, +100.0%).**",
      ]
    `);
    expect(await firsts("지난주 비용이 왜 늘었어?", "Why did cost go up last week?")).toMatchInlineSnapshot(`
      [
        "**11월 9–15일 비용은 $757.00로, 11월 2–8일의 $679.55보다 $77.45 (+11.4%) 늘었습니다. 가장 큰 원인은 \`ap-northeast-2\`의 \`EC2 - Other\`입니다 (+$48.05, 증가분의 62.0%).**",
        "**The cost for 9–15 Nov is $757.00, up $77.45 (+11.4%) from $679.55 for 2–8 Nov. The main cause is \`EC2 - Other\` in \`ap-northeast-2\` (+$48.05, 62.0% of the increase).**",
      ]
    `);
    expect(await firsts("다음 달 비용 예측해줘", "forecast next month's cost")).toMatchInlineSnapshot(`
      [
        "**11월 21–30일 예상 비용은 $300.00입니다 (80% 구간 $280.00–$320.00).**",
        "**The expected cost for 21–30 Nov is $300.00 (80% interval $280.00–$320.00).**",
      ]
    `);
  });
});
