import type { Expression, GetCostAndUsageCommandInput, ResultByTime } from "@aws-sdk/client-cost-explorer";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { alreadyPaid, askPaid, type Paid } from "./cost-explorer.ts";
import { toGroup } from "./groups.ts";
import { needWhole, pagesAgreed } from "./page-consent.ts";
import { serviceNames } from "./services.ts";

export const metrics = {
  unblended: "UnblendedCost",
  amortized: "AmortizedCost",
  net_unblended: "NetUnblendedCost",
} as const;

export type Metric = keyof typeof metrics;

/** Days are billing days, `to` exclusive: `2026-11-21`. */
export interface UsageQuestion {
  from: string;
  to: string;
  granularity: "DAILY" | "MONTHLY";
  metric: Metric;
  groups: readonly string[];
  services?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
  /** Record types left out by AWS. */
  without?: readonly string[];
}

export interface UsageAnswer extends Omit<Paid<unknown>, "pages"> {
  results: ResultByTime[];
}

type Page = { ResultsByTime?: ResultByTime[] | undefined };

const OPERATION = "GetCostAndUsage";

/**
 * @param agreed As the caller has it that a person agreed to, of pages.
 * @throws ToolError `budget` where there are more pages: what a part adds up to answers nothing.
 */
export async function askCostAndUsage(
  question: UsageQuestion,
  account: AccountConfig,
  call: Call,
  agreed?: number,
): Promise<UsageAnswer> {
  const request = toRequest(question);
  const what = await nameOf(question, account, call);
  const { pages, ...paid } = await askPaid(
    {
      operation: OPERATION,
      request,
      until: question.to,
      send: (sdk, client, token, abort) =>
        client.send(new sdk.GetCostAndUsageCommand({ ...request, ...(token ? { NextPageToken: token } : {}) }), abort),
      next: (page) => page.NextPageToken,
    },
    account,
    call,
    pagesAgreed(what, agreed, call),
  );
  needWhole(what, { ...paid, pages: pages.length }, call);
  return { ...paid, results: resultsOf(pages) };
}

/** What a person's yes to it is kept under. */
async function nameOf(question: UsageQuestion, account: AccountConfig, { aws, signal }: Call): Promise<string> {
  return JSON.stringify([await aws.accountId(account, signal), toRequest(question)]);
}

/** The same, if it was asked before, when, and whether by the turn that runs; else null, and nothing is paid. */
export async function knownCostAndUsage(
  question: UsageQuestion,
  account: AccountConfig,
  call: Call,
): Promise<{ results: ResultByTime[]; at: number; paidNow: boolean } | null> {
  const known = await alreadyPaid<Page>({ operation: OPERATION, request: toRequest(question) }, account, call);
  return known && { results: resultsOf(known.pages), at: known.at, paidNow: known.paidNow };
}

const resultsOf = (pages: Page[]) => pages.flatMap((page) => page.ResultsByTime ?? []);

export function filterOf(question: Pick<UsageQuestion, "services" | "regions" | "without">): Expression | null {
  const filters: Expression[] = [];
  if (question.services) filters.push({ Dimensions: { Key: "SERVICE", Values: serviceNames(question.services) } });
  if (question.regions) filters.push({ Dimensions: { Key: "REGION", Values: [...new Set(question.regions)].sort() } });
  if (question.without?.length)
    filters.push({ Not: { Dimensions: { Key: "RECORD_TYPE", Values: [...question.without] } } });
  return filters.length > 1 ? { And: filters } : (filters[0] ?? null);
}

function toRequest(question: UsageQuestion): GetCostAndUsageCommandInput {
  const filter = filterOf(question);
  return {
    TimePeriod: { Start: question.from, End: question.to },
    Granularity: question.granularity,
    Metrics: [metrics[question.metric]],
    ...(question.groups.length > 0 ? { GroupBy: question.groups.map(toGroup) } : {}),
    ...(filter ? { Filter: filter } : {}),
  };
}
