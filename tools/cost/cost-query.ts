import type {
  Expression,
  GetCostAndUsageCommandInput,
  GroupDefinition,
  ResultByTime,
} from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import { type Call, defineTool, readsAws, text } from "../define-tool.ts";
import type { Window } from "../period.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { askCostExplorer, USD_PER_REQUEST } from "./cost-explorer.ts";
import { serviceNames } from "./services.ts";

const dimensions = {
  service: { key: "SERVICE", column: { name: "service", type: "text", label: { ko: "서비스", en: "Service" } } },
  region: { key: "REGION", column: { name: "region", type: "text", label: { ko: "리전", en: "Region" } } },
  usage_type: {
    key: "USAGE_TYPE",
    column: { name: "usage_type", type: "text", label: { ko: "사용 유형", en: "Usage type" } },
  },
  account: { key: "LINKED_ACCOUNT", column: { name: "account", type: "id", label: { ko: "계정", en: "Account" } } },
  record_type: {
    key: "RECORD_TYPE",
    column: { name: "record_type", type: "text", label: { ko: "청구 유형", en: "Record type" } },
  },
} as const satisfies Record<string, { key: string; column: Column }>;

const metrics = { unblended: "UnblendedCost", amortized: "AmortizedCost", net_unblended: "NetUnblendedCost" } as const;

const MAX_DAYS_ADDED_UP = 45;

const creditTypes = ["Credit", "Refund"];

const groupBy = /^(service|region|usage_type|account|record_type|tag:[\w\s.:/=+@-]{1,128})$/;

/** Money spent, from Cost Explorer: one paid request per new question, answers kept on disk. */
export const costQuery = defineTool({
  name: "cost_query",
  title: { ko: "AWS 비용 조회", en: "AWS cost" },
  description: text(
    "Get AWS cost from Cost Explorer for a period, optionally by service, region, usage type, account, record type or tag.",
    "Use when someone asks what AWS cost, which service or tag cost most, or how spending changed (ask once per period).",
    "Periods are AWS's UTC billing days; recent days are provisional. Credits and refunds are left out unless asked for.",
    "Each new question costs USD 0.01; repeating one is free.",
    "Not for: usage metrics, forecasts, prices of things not yet bought.",
  ),
  annotations: readsAws,
  input: ({ period, account, problem }) =>
    z.strictObject({
      period,
      group_by: z
        .array(
          z.string().regex(
            groupBy,
            problem({
              ko: "service, region, usage_type, account, record_type, tag:<Key> 중에서 지정해 주세요",
              en: "use service, region, usage_type, account, record_type or tag:<Key>",
            }),
          ),
        )
        .max(2)
        .optional()
        .describe('Up to two of service, region, usage_type, account, record_type, "tag:<Key>".'),
      granularity: z.enum(["daily", "monthly", "total"]).default("daily"),
      services: z
        .array(z.string().min(1).max(100))
        .min(1)
        .max(20)
        .optional()
        .describe('Only these: short names ("EC2", "RDS") or Cost Explorer\'s own.'),
      regions: z.array(z.string().min(1).max(30)).min(1).max(30).optional().describe("Only these AWS regions."),
      metric: z.enum(["unblended", "amortized", "net_unblended"]).default("unblended"),
      include_credits: z.boolean().default(false),
      account,
    }),

  async run(input, call) {
    const account = call.context.account(input.account);
    const period = call.context.billingDays(input.period);
    const groups = [...new Set(input.group_by ?? [])];
    const answer = await askCostExplorer(toRequest({ ...input, groups, period }), account, call);

    const cost = metrics[input.metric];
    const rows = toRows(answer.results, { granularity: input.granularity, groups: groups.length, cost, call });
    const usd = round(rows.reduce((sum, row) => sum + (row.at(-1) as number), 0));
    const provisional = answer.results.find((result) => result.Estimated)?.TimePeriod?.Start ?? null;
    return {
      kind: "table",
      table: {
        columns: toColumns(input.granularity, groups),
        rows,
        totals: { usd, days: (period.toMs - period.fromMs) / 86_400_000 },
        period: { from: period.from, to: period.to, zone: period.zone, utcDays: true },
        scope: {
          accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
          regions: input.regions ?? [],
          skipped: [],
        },
        source: {
          service: "Cost Explorer",
          requests: answer.requests,
          cached: answer.cached,
          usd: round(answer.requests * USD_PER_REQUEST),
          freshTo: provisional === null ? null : `${provisional}T00:00:00Z`,
          scannedBytes: null,
        },
        truncated: null,
        notes: toNotes({ input, provisional, empty: rows.every((row) => row.at(-1) === 0), cached: answer.cached > 0 }),
      },
    };
  },
});

interface Question {
  groups: string[];
  period: Window;
  granularity: "daily" | "monthly" | "total";
  services?: string[] | undefined;
  regions?: string[] | undefined;
  metric: keyof typeof metrics;
  include_credits: boolean;
}

/** The same question in other words is the same request, so that the cache finds it. */
function toRequest(question: Question): GetCostAndUsageCommandInput {
  const filters: Expression[] = [];
  if (question.services) filters.push({ Dimensions: { Key: "SERVICE", Values: serviceNames(question.services) } });
  if (question.regions) filters.push({ Dimensions: { Key: "REGION", Values: [...new Set(question.regions)].sort() } });
  if (!question.include_credits) filters.push({ Not: { Dimensions: { Key: "RECORD_TYPE", Values: creditTypes } } });
  return {
    TimePeriod: { Start: question.period.from.slice(0, 10), End: question.period.to.slice(0, 10) },
    Granularity: asksDays(question) ? "DAILY" : "MONTHLY",
    Metrics: [metrics[question.metric]],
    ...(question.groups.length > 0 ? { GroupBy: question.groups.map(toGroup) } : {}),
    ...(filters.length > 1 ? { Filter: { And: filters } } : filters[0] ? { Filter: filters[0] } : {}),
  };
}

/**
 * Months and totals of a short period are added up from days: the answer to the daily question then serves all three, and
 * AWS says of each day whether it is provisional. Long or finely grouped ones would need many paid pages.
 */
function asksDays({ granularity, period, groups }: Question): boolean {
  if (granularity === "daily") return true;
  return !groups.includes("usage_type") && period.toMs - period.fromMs <= MAX_DAYS_ADDED_UP * 86_400_000;
}

function toGroup(name: string): GroupDefinition {
  return name.startsWith("tag:")
    ? { Type: "TAG", Key: name.slice(4) }
    : { Type: "DIMENSION", Key: dimensions[name as keyof typeof dimensions].key };
}

function toColumns(granularity: Question["granularity"], groups: string[]): Column[] {
  const time: Record<Question["granularity"], Column[]> = {
    daily: [{ name: "day", type: "day", label: { ko: "날짜", en: "Day" } }],
    monthly: [{ name: "month", type: "day", label: { ko: "월", en: "Month" } }],
    total: [],
  };
  return [
    ...time[granularity],
    ...groups.map((name): Column => {
      if (!name.startsWith("tag:")) return dimensions[name as keyof typeof dimensions].column;
      const tag = name.slice(4);
      return { name: `tag_${tag}`, type: "text", label: { ko: `태그 ${tag}`, en: `Tag ${tag}` } };
    }),
    { name: "usd", type: "money", unit: "USD", label: { ko: "비용", en: "Cost" } },
  ];
}

/** In order of time, then the dearest first; what cost nothing is left out. `total` adds the months up. */
function toRows(
  results: ResultByTime[],
  {
    granularity,
    groups,
    cost,
    call,
  }: { granularity: Question["granularity"]; groups: number; cost: string; call: Call },
): Scalar[][] {
  const sums = new Map<string, { lead: Scalar[]; usd: number }>();
  for (const result of results) {
    const start = result.TimePeriod?.Start ?? "";
    const time = { daily: [start], monthly: [start.slice(0, 7)], total: [] }[granularity];
    const parts = groups === 0 ? [{ Keys: [], Metrics: result.Total }] : (result.Groups ?? []);
    for (const { Keys = [], Metrics } of parts) {
      const lead = [...time, ...Keys.map((key) => groupValue(key, call))];
      const sum = sums.get(JSON.stringify(lead)) ?? { lead, usd: 0 };
      sum.usd += Number(Metrics?.[cost]?.Amount ?? 0);
      sums.set(JSON.stringify(lead), sum);
    }
  }
  const byTime =
    granularity === "total" ? () => 0 : (a: Scalar[], b: Scalar[]) => String(a[0]).localeCompare(String(b[0]));
  return [...sums.values()]
    .filter(({ usd }) => usd !== 0 || groups === 0)
    .sort((a, b) => byTime(a.lead, b.lead) || b.usd - a.usd)
    .map(({ lead, usd }) => [...lead, round(usd)]);
}

/** Tags come as `Key$value`; an empty value is a resource without the tag. */
function groupValue(key: string, call: Call): Scalar {
  const value = key.includes("$") ? key.slice(key.indexOf("$") + 1) : key;
  return value === "" ? "(none)" : call.field(value);
}

function toNotes(about: {
  input: { include_credits: boolean; services?: string[] | undefined };
  provisional: string | null;
  empty: boolean;
  cached: boolean;
}): Note[] {
  const notes: Note[] = [];
  if (!about.input.include_credits)
    notes.push({ code: "credits_excluded", text: "Credits and refunds are not included." });
  if (about.provisional !== null)
    notes.push({
      code: "provisional_days",
      text: `Amounts from ${about.provisional} on are provisional and may still change.`,
      params: { from: about.provisional },
    });
  if (about.cached) notes.push({ code: "cached", text: "Answered from an earlier identical request." });
  if (about.empty)
    notes.push({
      code: "none_found",
      text: `No cost was recorded for this question${about.input.services ? ` (services: ${serviceNames(about.input.services).join(", ")})` : ""}.`,
    });
  return notes;
}

function round(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}
