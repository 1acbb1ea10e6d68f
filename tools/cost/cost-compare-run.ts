import type { Call, Outcome } from "../define-tool.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { amount, moneyColumn, round, usdText } from "./amounts.ts";
import { notByUse } from "./charge-types.ts";
import { type DaySpan, daySpan, daysIn, daysText, lastOf, spanBefore } from "./compare-periods.ts";
import { askOneByOne, askTogether, type Comparison, type Sides } from "./compare-sides.ts";
import { metrics } from "./cost-and-usage.ts";
import type { CostCompareInput } from "./cost-compare.ts";
import { paidNotes, paidSource } from "./cost-explorer.ts";
import { creditsExcluded, noneFound, provisional, reproduce, taxExcluded } from "./cost-notes.ts";
import { provisionalFrom } from "./cost-rows.ts";
import { groupColumn, groupValue } from "./groups.ts";
import { onlyAPart } from "./too-far-apart.ts";

const usual = ["service", "usage_type"];

export async function runCostCompare(input: CostCompareInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const period = call.context.billingDays(input.period);
  const after = daySpan(period);
  const before = input.previous ? daySpan(call.context.billingDays(input.previous)) : spanBefore(after);
  const groups = input.group_by?.length ? [...new Set(input.group_by)] : usual;
  const asked: Comparison = { before, after, groups, account, agreed: input.agreed_pages };
  const sides = (await askTogether(asked, call)) ?? (await askOneByOne(asked, call));
  if (sides.answers.some(({ cut }) => cut)) throw onlyAPart;

  const changes = toChanges(sides, groups, call);
  const sum = (side: "before" | "after") => changes.reduce((total, change) => total + change[side], 0);
  const [was, is] = [sum("before"), sum("after")];
  const unsettled = provisionalFrom([...sides.before, ...sides.after]);
  return {
    kind: "table",
    table: {
      columns: toColumns(groups),
      rows: changes.map(({ lead, before, after }) => [...lead, ...figures(before, after)]),
      totals: {
        before: round(was),
        after: round(is),
        change: round(is - was),
        ...(was > 0 ? { change_percent: round(((is - was) / was) * 100) } : {}),
      },
      period: { from: period.from, to: period.to, zone: period.zone, utcDays: true },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: [],
        skipped: [],
      },
      source: paidSource(sides.answers, unsettled === null ? null : `${unsettled}T00:00:00Z`),
      truncated: null,
      notes: [
        comparedWith(before, after),
        ...driver(changes, groups, is - was),
        creditsExcluded(null),
        taxExcluded,
        ...(unsettled === null ? [] : [provisional(unsettled)]),
        ...(changes.length === 0 ? [noneFound("No cost was recorded in either period.")] : []),
        reproduce({
          metric: "unblended",
          granularity: sides.granularity === "DAILY" ? "daily" : "monthly",
          days: sides.spans.map(daysText),
          groups,
          without: notByUse,
        }),
        ...paidNotes(sides.answers, call),
      ],
    },
  };
}

interface Change {
  lead: Scalar[];
  before: number;
  after: number;
}

/** The largest change first, up or down. */
function toChanges(sides: Sides, groups: readonly string[], { field }: Call): Change[] {
  const changes = new Map<string, Change>();
  for (const side of ["before", "after"] as const)
    for (const { Keys = [], Metrics } of sides[side].flatMap(({ Groups = [] }) => Groups)) {
      const lead = groups.map((name, index) => groupValue(name, Keys[index] ?? "", field));
      const change = changes.get(JSON.stringify(lead)) ?? { lead, before: 0, after: 0 };
      change[side] += amount(Metrics?.[metrics.unblended]?.Amount);
      changes.set(JSON.stringify(lead), change);
    }
  return [...changes.values()]
    .filter((change) => round(change.before) !== 0 || round(change.after) !== 0)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

function toColumns(groups: string[]): Column[] {
  return [
    ...groups.map(groupColumn),
    moneyColumn("before", "이전", "Before"),
    moneyColumn("after", "이후", "After"),
    moneyColumn("change", "증감", "Change"),
    { name: "change_percent", type: "percent", label: { ko: "증감률", en: "Change %" } },
  ];
}

/** The share is null for what is new. */
function figures(before: number, after: number): Scalar[] {
  return [round(before), round(after), round(after - before), before > 0 ? round((after - before) / before) : null];
}

function comparedWith(before: DaySpan, after: DaySpan): Note {
  const [days, daysAfter] = [daysIn(before), daysIn(after)];
  return {
    code: "compared_with",
    text: `Before is ${before.from} to ${lastOf(before)} (${days} days); after has ${daysAfter} days.`,
    params: { from: before.from, to: lastOf(before), days, days_after: daysAfter },
  };
}

/** What of the first kind moved most in the direction of the whole, and what of the second kind within it. */
function driver(changes: Change[], groups: string[], total: number): Note[] {
  const sign = Math.sign(round(total));
  if (sign === 0) return [];
  const most = (of: Change[], index: number) => {
    const sums = Map.groupBy(of, ({ lead }) => lead[index] ?? null);
    return [...sums]
      .map(([name, part]) => ({ name, part, change: part.reduce((sum, { before, after }) => sum + after - before, 0) }))
      .sort((a, b) => sign * (b.change - a.change))[0];
  };
  const first = most(changes, 0);
  if (!first) return [];
  const second = groups.length > 1 ? most(first.part, 1) : undefined;
  const percent = round((first.change / total) * 100);
  const inside = second ? `, there ${second.name} by ${usdText(second.change)}` : "";
  return [
    {
      code: "driver",
      text: `Largest driver: ${first.name} by ${usdText(first.change)} (${percent.toFixed(1)}% of the change)${inside}.`,
      params: {
        by: groups.join(", "),
        name: first.name,
        change: round(first.change),
        percent,
        ...(second ? { inner_name: second.name, inner_change: round(second.change) } : {}),
      },
    },
  ];
}
