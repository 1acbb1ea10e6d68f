import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError, ToolError } from "../errors.ts";
import { iso } from "../period.ts";
import type { Note } from "../results.ts";
import { sweep, whySkipped } from "../sweep.ts";
import { round } from "./amounts.ts";
import { askCostAndUsage, metrics } from "./cost-and-usage.ts";
import { paidNotes, paidSource } from "./cost-explorer.ts";
import { noneFound } from "./cost-notes.ts";
import { costRows } from "./cost-rows.ts";
import { UNTAGGED } from "./groups.ts";
import { listStock } from "./list-stock.ts";
import { MorePages } from "./page-consent.ts";
import { priceTable } from "./prices.ts";
import type { Savings } from "./savings-result.ts";
import { kinds, OLD_SNAPSHOT_DAYS, type Waste, wasteColumns, wasteOf, wasteRow } from "./waste-rows.ts";

/** Finished days over which the untagged share is taken. */
const SHARE_DAYS = 30;

/** What is paid for and not used, over all regions, the dearest first, and the share of cost that carries no `tag`. */
export async function waste(account: AccountConfig, tag: string, call: Call): Promise<Savings> {
  const { now } = call.context;
  const [swept, share] = await Promise.all([
    sweep(account, account.regions, (region) => listStock(account, region, call)),
    untaggedShare(account, tag, call),
  ]);
  const found = swept.found
    .flatMap(({ region, result }) => wasteOf(region, result, now))
    .sort((a, b) => (b.usd ?? 0) - (a.usd ?? 0) || a.resource.localeCompare(b.resource));
  const cut = swept.found.some(({ result }) => result.cut);
  const source = paidSource(share.answers, iso(now), "EC2, Cost Explorer");
  return {
    columns: wasteColumns,
    rows: found.map((one) => wasteRow(one, account.name, call)),
    totals: { ...totalsOf(found), ...share.totals },
    period: null,
    regions: swept.searched,
    skipped: [...swept.skipped, ...share.skipped],
    source,
    truncated: cut
      ? { shown: found.length, of: null, why: { ko: "리소스가 너무 많음", en: "too many resources to read them all" } }
      : null,
    notes: [
      ...(found.length === 0 ? [nothing] : [priced(found)]),
      ...share.notes,
      ...paidNotes(share.answers, call).filter(({ code }) => code !== "cached"),
    ],
  };
}

function totalsOf(found: Waste[]): Record<string, number> {
  const usd = (of: Waste[]) => round(of.reduce((sum, one) => sum + (one.usd ?? 0), 0));
  const byKind = Object.entries(kinds).map(([kind, plural]) => {
    const own = found.filter((one) => one.kind === kind);
    return { [plural]: own.length, [`${plural}_usd`]: usd(own) };
  });
  return Object.assign({ resources: found.length, usd_month: usd(found) }, ...byKind) as Record<string, number>;
}

/** One paid request; refused or past the day's limit, the rest is answered without it. */
async function untaggedShare(account: AccountConfig, tag: string, call: Call) {
  const today = Math.floor(call.context.now / 86_400_000) * 86_400_000;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const groups = [`tag:${tag}`, "record_type"];
  const span = { from: day(today - SHARE_DAYS * 86_400_000), to: day(today) };
  try {
    const question = { ...span, granularity: "DAILY" as const, metric: "unblended" as const, groups };
    const answer = await askCostAndUsage({ ...question, without: [] }, account, call);
    const reading = { granularity: "total", asked: groups, shown: [groups[0]!], includeCredits: false } as const;
    const { rows, usd } = costRows(answer.results, { ...reading, metric: metrics.unblended, field: call.field });
    const untagged = rows.reduce((sum, [name, cost]) => sum + (name === UNTAGGED ? Number(cost) : 0), 0);
    const percent = usd > 0 ? round((untagged / usd) * 100) : 0;
    return {
      answers: [answer],
      totals: { untagged_usd: round(untagged), untagged_percent: percent },
      skipped: [],
      notes: [sharedNote(tag, span, percent)],
    };
  } catch (error) {
    if (!(error instanceof AwsCallError) && !(error instanceof ToolError && error.code === "budget")) throw error;
    const reason =
      error instanceof AwsCallError
        ? whySkipped(error)
        : error instanceof MorePages
          ? { ko: "Cost Explorer 응답이 한 페이지를 넘음", en: "Cost Explorer's answer is more than a page" }
          : { ko: "오늘의 Cost Explorer 요청 한도 소진", en: "today's Cost Explorer requests are used up" };
    const why = { ko: `태그 없는 비용: ${reason.ko}`, en: `untagged cost: ${reason.en}` };
    return { answers: [], totals: {}, skipped: [{ account: account.name, why }], notes: [] };
  }
}

function sharedNote(tag: string, { from, to }: { from: string; to: string }, percent: number): Note {
  const last = new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
  return {
    code: "untagged_share",
    text: `${percent.toFixed(1)}% of the cost of ${from} to ${last} (with tax, without credits and refunds) carries no tag "${tag}".`,
    params: { tag, from, to: last, percent },
  };
}

function priced(found: Waste[]): Note {
  const unpriced = found.filter(({ usd }) => usd === null).length;
  const { asOf, source } = priceTable;
  return {
    code: "price_table",
    text: `Estimated from list prices of ${asOf} (${source}), a month of 730 hours; snapshots at full disk size, so at most that.${unpriced > 0 ? ` ${unpriced} without a known price count as nothing.` : ""}`,
    params: { as_of: asOf, source, unpriced },
  };
}

const nothing = noneFound(
  `No unattached volumes, idle addresses, snapshots older than ${OLD_SNAPSHOT_DAYS} days outside images, or disks of stopped instances in the regions searched.`,
);
