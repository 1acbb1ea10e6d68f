import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import type { Scope } from "../results.ts";
import { sweep } from "../sweep.ts";
import { listLogGroups } from "./log-groups.ts";

/** Logs Insights takes at most this many groups in one query. */
const MAX_QUERIED = 50;

/** The groups meant, by region, and what was looked through to find them. */
export interface ResolvedGroups {
  places: { region: string; groups: LogGroup[] }[];
  searched: string[];
  skipped: Scope["skipped"];
  requests: number;
}

/**
 * The groups meant by full names or by a service's name, in all regions that are looked in: `order-api` finds
 * `/ecs/order-api` and `/haneul/order-api/app`. A part of a path that equals the name wins over one that merely
 * contains it. Every name has to match somewhere.
 */
export async function resolveGroups(
  asked: readonly string[],
  regions: readonly string[] | undefined,
  account: AccountConfig,
  call: Call,
): Promise<ResolvedGroups> {
  const swept = await sweep(account, call.context.regions(account, regions), (region) =>
    listLogGroups(account, region, call),
  );
  const all = swept.found.flatMap(({ region, result }) => result.groups.map((group) => ({ region, group })));
  const places = matchGroups(all, asked, swept, account.name);
  const requests = swept.found.reduce((sum, { result }) => sum + result.requests, 0);
  return { places, searched: swept.searched, skipped: swept.skipped, requests };
}

/** @throws ToolError `not_found` naming the groups there are, or `ambiguous` where too many are meant */
export function matchGroups(
  all: readonly Placed[],
  asked: readonly string[],
  where: Pick<ResolvedGroups, "searched" | "skipped">,
  account: string,
): ResolvedGroups["places"] {
  const found = new Set<Placed>();
  for (const name of asked) {
    const best = matching(name, all);
    if (best.length === 0) throw noSuchGroup(name, all, where, account);
    for (const placed of best) found.add(placed);
  }
  const places = [...Map.groupBy(found, ({ region }) => region)].map(([region, placed]) => ({
    region,
    groups: placed.map(({ group }) => group),
  }));
  const most = Math.max(...places.map(({ groups }) => groups.length));
  if (most > MAX_QUERIED)
    throw new ToolError("ambiguous", {
      ko: `해당하는 로그 그룹이 ${most}개입니다. 한 번에 ${MAX_QUERIED}개까지 쿼리할 수 있으니 더 정확한 이름으로 지정해 주세요.`,
      en: `${most} log groups match; at most ${MAX_QUERIED} can be queried at once. Name them more exactly.`,
    });
  return places;
}

interface Placed {
  region: string;
  group: LogGroup;
}

function matching(name: string, all: readonly Placed[]): Placed[] {
  const wanted = name.toLowerCase();
  const tests: ((group: string) => boolean)[] = [
    (group) => group === wanted,
    (group) => group.split("/").includes(wanted),
    (group) => group.includes(wanted),
  ];
  for (const test of tests) {
    const found = all.filter(({ group }) => test((group.logGroupName ?? "").toLowerCase()));
    if (found.length > 0) return found;
  }
  return [];
}

function noSuchGroup(
  name: string,
  all: readonly Placed[],
  { searched, skipped }: Pick<ResolvedGroups, "searched" | "skipped">,
  account: string,
): ToolError {
  const names = [...new Set(all.flatMap(({ group }) => group.logGroupName ?? []))];
  const some = names.slice(0, 15).join(", ");
  const left = names.length - 15;
  const where = searched.join(", ");
  const unseen = skipped.map(({ region }) => region).join(", ");
  return new ToolError("not_found", {
    ko: `${account} 계정의 ${where} 리전에 "${name}"에 해당하는 로그 그룹이 없습니다. 로그 그룹: ${some || "없음"}${left > 0 ? ` 외 ${left}개` : ""}.${unseen ? ` 조회하지 못한 리전: ${unseen}.` : ""}`,
    en: `No log group of ${account} matches "${name}" in ${where}. Log groups: ${some || "none"}${left > 0 ? ` and ${left} more` : ""}.${unseen ? ` Could not look in ${unseen}.` : ""}`,
  });
}
