import { expect, it } from "vitest";
import { replies, show } from "./both-languages.ts";
import { column, tableOf } from "./hand-made-tables.ts";

const commitments = () =>
  tableOf(
    [
      column("measure"),
      column("month", "day"),
      column("share", "percent"),
      column("covered", "money"),
      column("uncovered", "money"),
    ],
    [
      ["savings_plans_coverage", "2026-09", 0.769, 3_367.4, 1_013.58],
      ["savings_plans_coverage", "2026-10", 0.759, 3_478.6, 1_102.34],
      ["savings_plans_coverage", "2026-11", 0.299, 2_241.36, 5_265.71],
      ["savings_plans_utilization", "2026-10", 0.99, 2_504.6, 25],
      ["savings_plans_utilization", "2026-11", 0.989, 1_613.78, 18.22],
      ["reservation_coverage", "2026-10", 0, null, 3_919.3],
    ],
  );

it("tells how far plans reach in the last whole month, or in the one asked about, months side by side", async () => {
  const questions = { ko: "세이빙스 플랜 적용률 알려줘", en: "Savings Plans coverage in September?" };
  expect(show(await replies(questions, { cost_savings: commitments }))).toMatchInlineSnapshot(`
    "**10월 Savings Plans 적용률은 75.9%, 사용률은 99.0%입니다.** 적용되지 않은 온디맨드 사용액은 $1,102.34입니다.

    | 월 | SP 적용률 | SP 사용률 | 예약 적용률 | SP 적용 금액 | 미적용 금액 |
    |---|---:|---:|---:|---:|---:|
    | 9월 | 76.9% | – | – | $3,367.40 | $1,013.58 |
    | 10월 | 75.9% | 99.0% | 0.0% | $3,478.60 | $1,102.34 |
    | 11월 | 29.9% | 98.9% | – | $2,241.36 | $5,265.71 |

    이번 달은 아직 끝나지 않아 비율이 달라질 수 있습니다.

    _언어 모델 없이 규칙으로 답했습니다_

    =====

    **In Sep Savings Plans covered 76.9% of what they could.** On-demand use not covered: $1,013.58.

    | Month | SP coverage | SP utilization | Reservation coverage | Covered by SP | Not covered |
    |---|---:|---:|---:|---:|---:|
    | Sep | 76.9% | – | – | $3,367.40 | $1,013.58 |
    | Oct | 75.9% | 99.0% | 0.0% | $3,478.60 | $1,102.34 |
    | Nov | 29.9% | 98.9% | – | $2,241.36 | $5,265.71 |

    The running month has not ended, so its shares may still change.

    _Answered by rules, without a language model._"
  `);
});

it("names kinds of waste in words", async () => {
  const waste = () =>
    tableOf(
      [column("kind"), column("resource", "id"), column("name"), column("usd_month", "money")],
      [
        ["unattached_volume", "vol-1", "reindex-tmp", 1_045.6],
        ["idle_address", "eipalloc-1", null, 3.6],
      ],
      { totals: { usd_month: 1_049.2 } },
    );
  const questions = { ko: "낭비되는 비용 보여줘", en: "Show me wasted cost" };
  expect(show(await replies(questions, { cost_savings: waste }))).toMatchInlineSnapshot(`
    "**쓰이지 않는 리소스는 2건이고, 월 약 $1,049.20입니다 (추정).**

    | kind | resource | name | usd_month |
    |---|---|---|---:|
    | \`연결 안 된 볼륨\` | \`vol-1\` | \`reindex-tmp\` | $1,045.60 |
    | \`쓰이지 않는 IP 주소\` | \`eipalloc-1\` | – | $3.60 |

    _언어 모델 없이 규칙으로 답했습니다_

    =====

    **2 resources are not used and cost about $1,049.20 a month (estimate).**

    | kind | resource | name | usd_month |
    |---|---|---|---:|
    | \`unattached volume\` | \`vol-1\` | \`reindex-tmp\` | $1,045.60 |
    | \`idle IP address\` | \`eipalloc-1\` | – | $3.60 |

    _Answered by rules, without a language model._"
  `);
});
