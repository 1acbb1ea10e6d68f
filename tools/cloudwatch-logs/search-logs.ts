import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError, InputError } from "../errors.ts";
import { iso, type Window } from "../period.ts";
import type { Note, Period, Scope, Source } from "../results.ts";
import { sweep } from "../sweep.ts";
import { type InsightsAnswer, runInsights } from "./insights.ts";
import { oldestKept } from "./log-groups.ts";
import { type ResolvedGroups, resolveGroups } from "./resolve-groups.ts";
import { reserveScan, scanPrice } from "./scan-budget.ts";

export interface LogSearch {
  asked: string[];
  account: AccountConfig;
  regions: readonly string[] | undefined;
  window: Window;
  query: string;
  /** Rows per region. */
  limit: number;
  /** What the person agreed to have scanned. */
  agreedGb: number | undefined;
}

/** The answers of all regions that have such groups, and what every answer of Logs Insights says of itself. */
export interface LogAnswer {
  found: { region: string; answer: InsightsAnswer }[];
  matched: number;
  scannedRecords: number;
  result: { period: Period; scope: Scope; source: Source; notes: Note[] };
}

/** One query over groups of several regions: the size is estimated and held against the limits before, and told after. */
export async function searchLogs(search: LogSearch, call: Call): Promise<LogAnswer> {
  const { account, window } = search;
  const resolved = await resolveGroups(search.asked, search.regions, account, call);
  const kept = keptFrom(resolved, search, call);
  const budget = await reserveScan(account, resolved.places, window, search.agreedGb, call);
  const regions = resolved.places.map(({ region }) => region);
  const run = (region: string) =>
    runInsights({ ...search, region, groups: namesIn(resolved, region), window: kept.window }, call);
  const swept = await sweep(account, regions, run).catch((error: unknown) => {
    // Refused before it began: nothing was scanned.
    if (error instanceof AwsCallError && error.action === "logs:StartQuery") budget.settle(0, 0);
    throw error;
  });
  const found = swept.found.map(({ region, result }) => ({ region, answer: result }));
  const sum = (of: (answer: InsightsAnswer, region: string) => number) =>
    found.reduce((total, { answer, region }) => total + of(answer, region), 0);
  const usd = sum((answer, region) => scanPrice(region, answer.scannedBytes));
  const scannedBytes = sum((answer) => answer.scannedBytes);
  return {
    found,
    matched: sum((answer) => answer.matched),
    scannedRecords: sum((answer) => answer.scannedRecords),
    result: {
      period: { from: window.from, to: window.to, zone: window.zone, utcDays: false },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: swept.searched,
        skipped: [...resolved.skipped, ...swept.skipped],
      },
      source: {
        service: "CloudWatch Logs Insights",
        requests: resolved.requests + budget.requests + sum((answer) => answer.requests),
        cached: 0,
        usd: Math.round(usd * 1e6) / 1e6,
        freshTo: null,
        scannedBytes,
      },
      notes: [
        groupsNote(resolved, call),
        ...kept.notes,
        ...budget.settle(scannedBytes, usd),
        ...(found.some(({ answer }) => answer.shared) ? [sharedQuery] : []),
      ],
    },
  };
}

const namesIn = ({ places }: ResolvedGroups, region: string): string[] =>
  places.find((place) => place.region === region)?.groups.flatMap(({ logGroupName }) => logGroupName ?? []) ?? [];

/** Lines older than a group's retention are gone: an older start is told, an older end is refused in our own words. */
function keptFrom({ places }: ResolvedGroups, { window }: LogSearch, { context }: Call) {
  const groups = places.flatMap((place) => place.groups);
  const oldest = Math.min(...groups.map((group) => oldestKept(group, context.now)));
  if (window.toMs <= oldest)
    throw new InputError({
      ko: `이 기간의 로그는 이미 삭제되었거나 로그 그룹이 생기기 전입니다. 남아 있는 로그는 ${iso(oldest)}부터입니다.`,
      en: `The logs of this period are deleted, or the log group did not exist yet. What is kept begins at ${iso(oldest)}.`,
    });
  const cut = groups.filter((group) => oldestKept(group, context.now) > window.fromMs);
  const notes: Note[] =
    cut.length === 0
      ? []
      : [
          {
            code: "retention_cut",
            text: `${cut.length} of ${groups.length} log groups keep nothing of the beginning of this period; the oldest lines kept are from ${iso(oldest)}.`,
            params: { groups: cut.length, of: groups.length, oldest: iso(oldest) },
          },
        ];
  return { window: { fromMs: Math.max(window.fromMs, oldest), toMs: window.toMs }, notes };
}

const sharedQuery: Note = {
  code: "shared_query",
  text: "The same query was already running for somebody else; its result serves both, and nothing was scanned twice.",
};

function groupsNote({ places }: ResolvedGroups, { field }: Call): Note {
  const names = places.flatMap(({ groups }) => groups.flatMap(({ logGroupName }) => logGroupName ?? []));
  const groups = field(names.join(", "), 600);
  return { code: "log_groups", text: `Log groups searched: ${groups}.`, params: { count: names.length, groups } };
}
