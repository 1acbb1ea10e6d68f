import { expect, it } from "vitest";
import type { Scalar } from "../../../src/ports/tools.ts";
import { anyTools } from "./any-tools.ts";
import { replies, show } from "./both-languages.ts";
import { column, tableOf } from "./hand-made-tables.ts";
import { NOW, plannerThread } from "./planner-thread.ts";

const reportTable =
  (report: string, columns: [string, "number" | "money"][], rows: Scalar[][], none = false) =>
  () => {
    const all = [
      column("month", "day"),
      column("share", "percent"),
      ...columns.map(([name, type]) => column(name, type)),
    ];
    const params = { report, console: `Report of ${report}` };
    const notes = [
      { code: "commitment_measures", text: "", params },
      ...(none ? [{ code: "no_reservations", text: "" }] : []),
    ];
    return tableOf(all, rows, { notes });
  };
const REPORTS: Record<string, () => ReturnType<typeof tableOf>> = {
  savings_plans_coverage: reportTable(
    "savings_plans_coverage",
    [
      ["covered", "money"],
      ["on_demand", "money"],
    ],
    [
      ["2026-09", 0.769, 3_367.4, 1_013.58],
      ["2026-10", 0.759, 3_478.6, 1_102.34],
      ["2026-11", 0.299, 2_241.36, 5_265.71],
    ],
  ),
  savings_plans_utilization: reportTable(
    "savings_plans_utilization",
    [
      ["commitment", "money"],
      ["unused", "money"],
      ["net_savings", "money"],
    ],
    [["2026-10", 0.99, 2_529.6, 25, 949]],
  ),
  reservation_coverage: reportTable(
    "reservation_coverage",
    [
      ["reserved_hours", "number"],
      ["on_demand", "money"],
    ],
    [["2026-10", 0, 0, 3_919.3]],
    true,
  ),
};
/** The report that is asked for, as the tool takes it. */
const commitments = ({ report }: Record<string, unknown>) => REPORTS[String(report ?? "savings_plans_coverage")]!();

it("tells how far plans reach in the last whole month, or in the one asked about, months side by side", async () => {
  const questions = { ko: "세이빙스 플랜 적용률 알려줘", en: "Savings Plans coverage in September?" };
  expect(show(await replies(questions, { cost_savings: commitments }))).toMatchInlineSnapshot(`
    "**10월 Savings Plans 적용률은 75.9%입니다.** 온디맨드 환산 $3,478.60에 적용되었습니다. 10월에 적용되지 않은 온디맨드 사용액은 $1,102.34입니다.

    | month | share | covered | on_demand |
    |---|---:|---:|---:|
    | 9월 | 76.9% | $3,367.40 | $1,013.58 |
    | 10월 | 75.9% | $3,478.60 | $1,102.34 |
    | 11월 | 29.9% | $2,241.36 | $5,265.71 |

    이번 달은 아직 끝나지 않아 비율이 달라질 수 있습니다. 콘솔에서 확인: Billing and Cost Management · Report of savings_plans_coverage · monthly.

    _언어 모델 없이 규칙으로 답했습니다_

    =====

    **In Sep Savings Plans covered 76.9% of what they could.** They covered use worth $3,367.40 on demand. Use in Sep that ran on demand without it: $1,013.58.

    | month | share | covered | on_demand |
    |---|---:|---:|---:|
    | Sep | 76.9% | $3,367.40 | $1,013.58 |
    | Oct | 75.9% | $3,478.60 | $1,102.34 |
    | Nov | 29.9% | $2,241.36 | $5,265.71 |

    The running month has not ended, so its shares may still change. In the console: Billing and Cost Management · Report of savings_plans_coverage · monthly.

    _Answered by rules, without a language model._"
  `);
});

it("one question is one report: how much of the plans was used, or how far reservations reach", async () => {
  const used = { ko: "세이빙스 플랜 사용률은?", en: "How much of our Savings Plans commitment is unused?" };
  expect(show(await replies(used, { cost_savings: commitments }))).toMatchInlineSnapshot(`
    "**10월 Savings Plans 사용률은 99.0%입니다.** 약정 $2,529.60 중 쓰이지 않은 금액은 $25.00이고, 온디맨드와 견준 순절감액은 $949.00입니다.

    | month | share | commitment | unused | net_savings |
    |---|---:|---:|---:|---:|
    | 10월 | 99.0% | $2,529.60 | $25.00 | $949.00 |

    콘솔에서 확인: Billing and Cost Management · Report of savings_plans_utilization · monthly.

    _언어 모델 없이 규칙으로 답했습니다_

    =====

    **In Oct 99.0% of the Savings Plans commitment was used.** Of $2,529.60 committed $25.00 was not used; net savings against on-demand prices: $949.00.

    | month | share | commitment | unused | net_savings |
    |---|---:|---:|---:|---:|
    | Oct | 99.0% | $2,529.60 | $25.00 | $949.00 |

    In the console: Billing and Cost Management · Report of savings_plans_utilization · monthly.

    _Answered by rules, without a language model._"
  `);
  const reserved = { ko: "예약 인스턴스 적용률 알려줘", en: "What do our reservations cover?" };
  expect(show(await replies(reserved, { cost_savings: commitments }))).toMatchInlineSnapshot(`
    "**이 기간에 적용된 예약(Reserved Instances)이 없습니다.** 10월에 적용되지 않은 온디맨드 사용액은 $3,919.30입니다.

    | month | share | reserved_hours | on_demand |
    |---|---:|---:|---:|
    | 10월 | 0.0% | 0 | $3,919.30 |

    콘솔에서 확인: Billing and Cost Management · Report of reservation_coverage · monthly.

    _언어 모델 없이 규칙으로 답했습니다_

    =====

    **No reservation paid for anything in this time.** Use in Oct that ran on demand without it: $3,919.30.

    | month | share | reserved_hours | on_demand |
    |---|---:|---:|---:|
    | Oct | 0.0% | 0 | $3,919.30 |

    In the console: Billing and Cost Management · Report of reservation_coverage · monthly.

    _Answered by rules, without a language model._"
  `);
});

it("a follow-up asks for another report, and not for what is no commitment", async () => {
  const thread = plannerThread({ ...anyTools(NOW), cost_savings: commitments }, { language: "ko" });
  const reports: unknown[] = [];
  for (const text of ["세이빙스 플랜 적용률 알려줘", "사용률은?", "예약은?", "적용률은?", "CPU 사용률은?"])
    reports.push((await thread.ask(text)).calls.map(({ input }) => (input as { report?: string }).report));
  const [utilization, reserved, coverage] = [
    "savings_plans_utilization",
    "reservation_coverage",
    "savings_plans_coverage",
  ];
  expect(reports).toEqual([[undefined], [utilization], [reserved], [coverage], []]);
  for (const text of ["RI 적용률?", "예약 적용률 알려줘", "How well do our RIs cover us?"]) {
    const alone = plannerThread({ ...anyTools(NOW), cost_savings: commitments }, { language: "ko" });
    expect((await alone.ask(text)).calls.map(({ input }) => input)).toMatchObject([{ report: reserved }]);
  }
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
