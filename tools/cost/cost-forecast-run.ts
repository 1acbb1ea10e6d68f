import type { ResultByTime } from "@aws-sdk/client-cost-explorer";
import type { AccountConfig } from "../config.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column, Note } from "../results.ts";
import { amount, moneyColumn, round, usdText } from "./amounts.ts";
import { notByUse } from "./charge-types.ts";
import { type DaySpan, daysIn, daysText, lastOf } from "./compare-periods.ts";
import { filterOf, knownCostAndUsage } from "./cost-and-usage.ts";
import { askPaid, paidNotes, paidSource } from "./cost-explorer.ts";
import type { CostForecastInput } from "./cost-forecast.ts";
import { creditsExcluded, provisional, reproduce, taxExcluded } from "./cost-notes.ts";
import { costRows, provisionalFrom } from "./cost-rows.ts";
import { forecastSpan } from "./forecast-span.ts";

/** Percent: how likely the cost lies between low and high. */
const LEVEL = 80;

const columns: Column[] = [
  { name: "period", type: "day", label: { ko: "월", en: "Month" } },
  { name: "days", type: "number", label: { ko: "예측 일수", en: "Days forecast" } },
  moneyColumn("mean", "예상", "Expected"),
  moneyColumn("low", "하한", "Low"),
  moneyColumn("high", "상한", "High"),
];

export async function runCostForecast(input: CostForecastInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const span = forecastSpan(input.until, call.context);
  const request = {
    TimePeriod: { Start: span.from, End: span.to },
    Metric: "UNBLENDED_COST" as const,
    Granularity: "MONTHLY" as const,
    PredictionIntervalLevel: LEVEL,
    Filter: filterOf({ without: notByUse })!,
  };
  const paid = await askPaid(
    {
      operation: "GetCostForecast",
      request,
      until: null,
      send: (sdk, client, _token, abort) => client.send(new sdk.GetCostForecastCommand(request), abort),
      next: () => undefined,
    },
    account,
    call,
  );
  const results = paid.pages[0]?.ForecastResultsByTime ?? [];
  const total = (read: (result: (typeof results)[number]) => string | undefined) =>
    results.reduce((sum, result) => sum + amount(read(result)), 0);
  const forecast = {
    forecast: amount(paid.pages[0]?.Total?.Amount),
    low: total((result) => result.PredictionIntervalLowerBound),
    high: total((result) => result.PredictionIntervalUpperBound),
  };
  const spent = await spentBefore(span, account, call);
  return {
    kind: "table",
    table: {
      columns,
      rows: results.map(({ TimePeriod, MeanValue, PredictionIntervalLowerBound, PredictionIntervalUpperBound }) => [
        TimePeriod?.Start?.slice(0, 7) ?? "",
        daysIn({ from: TimePeriod?.Start ?? "", to: TimePeriod?.End ?? "" }),
        ...[MeanValue, PredictionIntervalLowerBound, PredictionIntervalUpperBound].map((usd) => round(amount(usd))),
      ]),
      totals: {
        ...rounded(forecast),
        days: daysIn(span),
        ...(spent && rounded(withSpent(spent.usd, forecast))),
      },
      period: { from: `${span.from}T00:00:00Z`, to: `${span.to}T00:00:00Z`, zone: call.context.zone, utcDays: true },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: [],
        skipped: [],
      },
      source: paidSource([paid], paid.cached > 0 ? null : iso(call.context.now)),
      truncated: null,
      notes: [
        interval(span, results.length),
        spent ? spentNote(spent) : spentUnknown(span.from),
        ...(spent?.provisional ? [provisional(spent.provisional)] : []),
        creditsExcluded(null),
        taxExcluded,
        reproduce({
          metric: "unblended",
          granularity: "monthly",
          days: [daysText(span)],
          without: notByUse,
        }),
        ...paidNotes([paid], call),
      ],
    },
  };
}

interface Spent {
  from: string;
  usd: number;
  provisional: string | null;
  /** When AWS said so. */
  at: number;
}

const mayKnow = [["record_type"], ["service", "record_type"], ["region", "record_type"], ["account", "record_type"]];

/** The month's finished days, from an answer of cost_query for this month; null where nobody asked. Never a request. */
async function spentBefore(span: DaySpan, account: AccountConfig, call: Call): Promise<Spent | null> {
  const from = `${span.from.slice(0, 7)}-01`;
  const to = new Date(Date.parse(span.from) + 86_400_000).toISOString().slice(0, 10);
  for (const groups of mayKnow) {
    const question = { from, to, granularity: "DAILY" as const, metric: "unblended" as const, groups };
    const known = await knownCostAndUsage(question, account, call);
    if (!known) continue;
    const days = known.results.filter(({ TimePeriod }) => (TimePeriod?.Start ?? "") < span.from);
    return { from, usd: usedIn(days, groups, call), provisional: provisionalFrom(days), at: known.at };
  }
  return null;
}

function usedIn(days: ResultByTime[], groups: string[], { field }: Call): number {
  const reading = {
    granularity: "total",
    asked: groups,
    shown: [],
    metric: "UnblendedCost",
    includeCredits: false,
  } as const;
  const { charges } = costRows(days, { ...reading, field });
  return charges!.usage + charges!.discounts;
}

const withSpent = (spent: number, { forecast, low, high }: Record<"forecast" | "low" | "high", number>) => ({
  spent_before_today: spent,
  total: spent + forecast,
  total_low: spent + low,
  total_high: spent + high,
});

const rounded = (amounts: Record<string, number>) =>
  Object.fromEntries(Object.entries(amounts).map(([name, usd]) => [name, round(usd)]));

function interval(span: DaySpan, months: number): Note {
  const added = months > 1 ? " Bounds of several months are added up, which makes them wider than they need be." : "";
  return {
    code: "forecast_interval",
    text: `AWS's forecast of ${span.from} to ${lastOf(span)}, both included; between low and high with ${LEVEL}% likelihood.${added}`,
    params: { from: span.from, to: lastOf(span), percent: LEVEL, months },
  };
}

function spentNote({ from, usd, at }: Spent): Note {
  return {
    code: "forecast_with_spent",
    text: `Total: ${usdText(usd)} spent from ${from} to yesterday (UTC), as AWS had it at ${iso(at)}, plus the forecast, which holds all of today.`,
    params: { from, usd: round(usd), at: iso(at) },
  };
}

function spentUnknown(today: string): Note {
  return {
    code: "forecast_without_spent",
    text: `Only from ${today} on: what this month cost before was not asked for yet. Who wants the whole month: ask cost_query for "this month" (one request), then this again (free).`,
    params: { from: today },
  };
}
