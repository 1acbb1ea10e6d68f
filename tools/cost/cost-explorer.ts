import type { GetCostAndUsageCommandInput, ResultByTime } from "@aws-sdk/client-cost-explorer";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";

/** AWS charges this for each request and each further page. */
export const USD_PER_REQUEST = 0.01;

const REGION = "us-east-1";
const HOUR_MS = 3_600_000;
const CLOSED_TTL_MS = 30 * 24 * HOUR_MS;
const OPEN_TTL_MS = 6 * HOUR_MS;
/** Bills are corrected for a few days after a month has ended. */
const SETTLED_AFTER_MS = 5 * 24 * HOUR_MS;
const MAX_PAGES = 20;

export interface CostAnswer {
  results: ResultByTime[];
  requests: number;
  cached: number;
}

/**
 * One Cost Explorer question. Answers are kept on disk under the canonical request: 30 days where the bill has settled,
 * six hours otherwise. Each paid request counts against the day's limit; past it the question is refused, never shortened.
 */
export async function askCostExplorer(
  request: GetCostAndUsageCommandInput,
  account: AccountConfig,
  call: Call,
): Promise<CostAnswer> {
  const { aws, cache, context, limits, signal } = call;
  const key = `ce:GetCostAndUsage/${await aws.accountId(account, signal)}/${JSON.stringify(request)}`;
  const known = cache.get(key) as { results: ResultByTime[] } | null;
  if (known) return { results: known.results, requests: 0, cached: 1 };

  const { CostExplorerClient, GetCostAndUsageCommand } = await import("@aws-sdk/client-cost-explorer");
  const client = aws.client(CostExplorerClient, account, REGION);
  const results: ResultByTime[] = [];
  let requests = 0;
  let page: string | undefined;
  do {
    if (!cache.spend("ce", limits.costExplorerDay))
      throw new ToolError("budget", {
        ko: `오늘의 Cost Explorer 요청 한도 ${limits.costExplorerDay}회(회당 ${USD_PER_REQUEST} USD)를 모두 썼습니다. 오늘 이미 조회한 결과는 계속 쓸 수 있고, 새 조회는 00:00 UTC 이후에 할 수 있습니다.`,
        en: `Today's limit of ${limits.costExplorerDay} Cost Explorer requests (USD ${USD_PER_REQUEST} each) is used up. Earlier answers of today can still be used; new questions work again after 00:00 UTC.`,
      });
    const command = new GetCostAndUsageCommand({ ...request, ...(page ? { NextPageToken: page } : {}) });
    const reply = await aws.send({ action: "ce:GetCostAndUsage", account, region: REGION, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    results.push(...(reply.ResultsByTime ?? []));
    if (reply.NextPageToken === page) break;
    page = reply.NextPageToken;
  } while (page && requests < MAX_PAGES);

  const end = Date.parse(`${request.TimePeriod?.End}T00:00:00Z`);
  cache.put(key, { results }, end + SETTLED_AFTER_MS < context.now ? CLOSED_TTL_MS : OPEN_TTL_MS);
  return { results, requests, cached: 0 };
}
