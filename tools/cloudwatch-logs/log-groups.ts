import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";

const PAGE = 50;
const MAX_PAGES = 20;
/** Logs Insights takes at most this many groups in one query. */
const MAX_QUERIED = 50;

export interface GroupList {
  groups: LogGroup[];
  requests: number;
  complete: boolean;
}

/** All log groups of one region, in AWS's order. */
export async function listLogGroups(
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<GroupList> {
  const { CloudWatchLogsClient, DescribeLogGroupsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
  const client = aws.client(CloudWatchLogsClient, account, region);
  const groups: LogGroup[] = [];
  let requests = 0;
  let token: string | undefined;
  do {
    const command = new DescribeLogGroupsCommand({ limit: PAGE, ...(token ? { nextToken: token } : {}) });
    const reply = await aws.send({ action: "logs:DescribeLogGroups", account, region, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    groups.push(...(reply.logGroups ?? []));
    token = reply.nextToken;
  } while (token && requests < MAX_PAGES);
  return { groups, requests, complete: !token };
}

/**
 * The groups meant by full names or by a service's name: `order-api` finds `/ecs/order-api` and `/haneul/order-api/app`.
 * A part of a path that equals the name wins over one that merely contains it.
 */
export function matchGroups(groups: readonly LogGroup[], asked: readonly string[], account: string): LogGroup[] {
  const found = new Set<LogGroup>();
  for (const name of asked) {
    const wanted = name.toLowerCase();
    const tests: ((group: string) => boolean)[] = [
      (group) => group === wanted,
      (group) => group.split("/").includes(wanted),
      (group) => group.includes(wanted),
    ];
    const matching = tests.map((test) => groups.filter((group) => test((group.logGroupName ?? "").toLowerCase())));
    const best = matching.find((list) => list.length > 0);
    if (!best) throw noSuchGroup(name, groups, account);
    for (const group of best) found.add(group);
  }
  if (found.size > MAX_QUERIED)
    throw new ToolError("ambiguous", {
      ko: `해당하는 로그 그룹이 ${found.size}개입니다. 한 번에 ${MAX_QUERIED}개까지 쿼리할 수 있으니 더 정확한 이름으로 지정해 주세요.`,
      en: `${found.size} log groups match; at most ${MAX_QUERIED} can be queried at once. Name them more exactly.`,
    });
  return [...found];
}

function noSuchGroup(name: string, groups: readonly LogGroup[], account: string): ToolError {
  const names = groups.flatMap(({ logGroupName }) => logGroupName ?? []);
  const some = names.slice(0, 15).join(", ");
  const left = names.length - 15;
  return new ToolError("not_found", {
    ko: `${account} 계정에 "${name}"에 해당하는 로그 그룹이 없습니다. 로그 그룹: ${some || "없음"}${left > 0 ? ` 외 ${left}개` : ""}.`,
    en: `No log group of ${account} matches "${name}". Log groups: ${some || "none"}${left > 0 ? ` and ${left} more` : ""}.`,
  });
}
