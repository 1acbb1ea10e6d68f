import type { Call, Outcome } from "../define-tool.ts";
import type { Window } from "../period.ts";
import type { Column, Note } from "../results.ts";
import { cents, moneyColumn, round } from "./amounts.ts";
import { givenBack, notByUse } from "./charge-types.ts";
import { daysText } from "./compare-periods.ts";
import { askCostAndUsage, type Metric, metrics, type UsageQuestion } from "./cost-and-usage.ts";
import { cutShort, paidNotes, paidSource } from "./cost-explorer.ts";
import {
  creditsExcluded,
  creditsIncluded,
  invoiceTotal,
  noneFound,
  provisional as provisionalDays,
  reproduce,
  taxExcluded,
} from "./cost-notes.ts";
import type { CostQueryInput } from "./cost-query.ts";
import { type CostRows, costRows, type Granularity, provisionalFrom } from "./cost-rows.ts";
import { groupColumn, UNTAGGED } from "./groups.ts";
import { knownCourse } from "./known-course.ts";
import { serviceNames } from "./services.ts";

const MAX_DAYS_ADDED_UP = 45;
/** So many values that days of them fill pages. */
const FINE = new Set(["usage_type", "operation"]);

export async function runCostQuery(input: CostQueryInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const period = call.context.billingDays(input.period);
  const shown = [...new Set(input.group_by ?? [])];
  const question = toQuestion({ ...input, shown, period });
  const course = input.include_credits ? null : await knownCourse(question, shown, account, call);
  const answer = course ?? (await askCostAndUsage(question, account, call, input.agreed_pages));

  const { granularity, include_credits: includeCredits } = input;
  const cost = costRows(answer.results, {
    granularity,
    asked: course ? shown : question.groups,
    shown,
    metric: metrics[input.metric],
    includeCredits,
    field: call.field,
  });
  const columns = toColumns(granularity, shown);
  const provisional = provisionalFrom(answer.results);
  return {
    kind: "table",
    table: {
      columns,
      rows: cost.rows,
      totals: toTotals(cost, shown, period),
      period: { from: period.from, to: period.to, zone: period.zone, utcDays: true },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: input.regions ?? [],
        skipped: [],
      },
      source: paidSource([answer], provisional === null ? null : `${provisional}T00:00:00Z`),
      truncated: cutShort([answer], cost.rows.length),
      notes: [
        ...creditNotes(cost, includeCredits),
        ...(course ? [taxExcluded] : []),
        ...(provisional === null ? [] : [provisionalDays(provisional)]),
        ...invoiceNotes(cost, input, period, provisional),
        ...(cost.rows.every((row) => row.at(-1) === 0) && netOf(cost) === 0 ? [nothing(input)] : []),
        ...tagNotes(cost, shown, columns.length),
        reproduce({
          metric: input.metric,
          granularity: granularity === "daily" ? "daily" : "monthly",
          days: [daysText(question)],
          groups: shown,
          services: input.services && serviceNames(input.services),
          regions: question.regions,
          without: includeCredits ? [] : course ? notByUse : givenBack,
        }),
        ...paidNotes([answer], call),
      ],
    },
  };
}

interface Asked {
  shown: string[];
  period: Window;
  granularity: Granularity;
  services?: string[] | undefined;
  regions?: string[] | undefined;
  metric: Metric;
  include_credits: boolean;
}

/**
 * Where there is room for it, record types are asked along: gross and net, credits, refunds, discounts and tax then come
 * from the one answer, and neither asking for the other nor seeing why they differ costs a second request.
 */
function toQuestion(asked: Asked): UsageQuestion {
  const { shown, period, metric } = asked;
  const typed = shown.includes("record_type") || shown.length < 2;
  return {
    from: period.from.slice(0, 10),
    to: period.to.slice(0, 10),
    granularity: asksDays(asked) ? "DAILY" : "MONTHLY",
    metric,
    groups: typed && !shown.includes("record_type") ? [...shown, "record_type"] : shown,
    services: asked.services,
    regions: asked.regions && [...new Set(asked.regions)].sort(),
    without: typed || asked.include_credits ? [] : givenBack,
  };
}

/**
 * Months and totals of a short period are added up from days: the answer to the daily question then serves all three, and
 * AWS says of each day whether it is provisional. Long or finely grouped ones would need many paid pages.
 */
function asksDays({ granularity, period, shown }: Asked): boolean {
  if (granularity === "daily") return true;
  return !shown.some((name) => FINE.has(name)) && daysOf(period) <= MAX_DAYS_ADDED_UP;
}

function toColumns(granularity: Granularity, groups: string[]): Column[] {
  const time: Record<Granularity, Column[]> = {
    daily: [{ name: "day", type: "day", label: { ko: "날짜", en: "Day" } }],
    monthly: [{ name: "month", type: "day", label: { ko: "월", en: "Month" } }],
    total: [],
  };
  return [...time[granularity], ...groups.map(groupColumn), moneyColumn("usd", "비용", "Cost")];
}

/**
 * `usd` is what the rows add up to. `gross` is before credits, refunds and discounts, `net` after them; both hold tax.
 * `untagged` is what does not carry the one tag asked for.
 */
function toTotals(cost: CostRows, shown: string[], period: Window): Record<string, number> {
  const { charges, usd } = cost;
  const totals: Record<string, number> = { usd: round(usd), days: daysOf(period) };
  if (charges) {
    const { usage, discounts, tax, refunds, credits } = charges;
    Object.assign(totals, { gross: round(usage + tax), net: round(usage + tax + discounts + refunds + credits) });
    for (const kind of ["credits", "refunds", "discounts", "tax"] as const)
      if (charges[kind] !== 0) totals[kind] = round(charges[kind]);
  }
  if (shown.length !== 1 || !shown[0]?.startsWith("tag:")) return totals;
  const untagged = cost.rows.reduce((sum, row) => sum + (row.at(-2) === UNTAGGED ? Number(row.at(-1)) : 0), 0);
  return {
    ...totals,
    untagged: round(untagged),
    ...(usd > 0 ? { untagged_percent: round((untagged / usd) * 100) } : {}),
  };
}

function netOf({ charges, usd }: CostRows): number {
  return charges ? round(Object.values(charges).reduce((sum, part) => sum + Math.abs(part), 0)) : round(usd);
}

function creditNotes({ charges }: CostRows, included: boolean): Note[] {
  if (!charges) return included ? [] : [creditsExcluded(null)];
  const [credits, refunds] = [cents(charges.credits), cents(charges.refunds)];
  const charged = charges.usage + charges.tax + charges.discounts;
  const net = cents(charged + charges.credits + charges.refunds);
  if (credits === 0 && refunds === 0) return included ? [] : [creditsExcluded(null)];
  return [
    included
      ? creditsIncluded({ credits, refunds, charged: cents(charged) })
      : creditsExcluded({ credits, refunds, net }),
  ];
}

function invoiceNotes(
  { charges }: CostRows,
  { metric, services, regions }: Pick<Asked, "metric" | "services" | "regions">,
  period: Window,
  provisional: string | null,
): Note[] {
  const wholeMonths = [period.from, period.to].every((day) => day.slice(8, 10) === "01");
  if (!charges || !wholeMonths || provisional !== null || metric !== "unblended" || services || regions) return [];
  return [invoiceTotal(cents(Object.values(charges).reduce((sum, part) => sum + part, 0)))];
}

function nothing({ services, regions }: Pick<Asked, "services" | "regions">): Note {
  const asked = [
    services && `services: ${serviceNames(services).join(", ")}`,
    regions && `regions: ${regions.join(", ")}`,
  ].filter(Boolean);
  return noneFound(`No cost was recorded for this question${asked.length > 0 ? ` (${asked.join("; ")})` : ""}.`);
}

/** A tag that no cost carries is unused, misspelt, or not switched on for billing: not the same as all untagged. */
function tagNotes({ rows }: CostRows, shown: string[], columns: number): Note[] {
  return shown.flatMap((name, index): Note[] => {
    const at = columns - 1 - shown.length + index;
    if (!name.startsWith("tag:") || rows.length === 0 || rows.some((row) => row[at] !== UNTAGGED)) return [];
    const tag = name.slice(4);
    return [
      {
        code: "tag_without_cost",
        text: `No cost carries the tag "${tag}": it is unused, written differently, or not activated as a cost allocation tag.`,
        params: { tag },
      },
    ];
  });
}

const daysOf = ({ fromMs, toMs }: Window) => (toMs - fromMs) / 86_400_000;
