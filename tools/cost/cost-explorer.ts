import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { type Limit, limitsOf, nearlyUsed, reserve, settle } from "../allowance.ts";
import { readAwsFailure } from "../aws-failure.ts";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError, ToolError } from "../errors.ts";
import type { Note, Source, Table } from "../results.ts";

type Sdk = typeof import("@aws-sdk/client-cost-explorer");
type Abort = { abortSignal: AbortSignal };

/** AWS charges this for each request and each further page. */
export const USD_PER_REQUEST = 0.01;
/** Cost Explorer has one endpoint for all regions. */
const REGION = "us-east-1";
const HOUR_MS = 3_600_000;
const CLOSED_TTL_MS = 30 * 24 * HOUR_MS;
const OPEN_TTL_MS = 6 * HOUR_MS;
/** Bills are corrected for a few days after a month has ended. */
const SETTLED_AFTER_MS = 5 * 24 * HOUR_MS;
/** What a person can agree to pay for one answer. */
export const MAX_PAGES = 20;
/** So AWS calls a token of a page that it no longer goes on from. */
const STALE_TOKEN = new Set(["InvalidNextTokenException", "BillExpirationException", "RequestChangedException"]);

/** One question to an operation that costs money. */
interface PaidQuestion<Page> {
  /** As in IAM policies, without the prefix: `GetCostForecast`. */
  operation: string;
  /** The same question in other words has to be the same request, so that it is found again. */
  request: object;
  /** The day the question reaches to, exclusive: `2026-11-21`; null for what is true now. */
  until: string | null;
  send(sdk: Sdk, client: CostExplorerClient, token: string | undefined, abort: Abort): Promise<Page>;
  /** The token of the next page. */
  next(page: Page): string | undefined;
}

export interface Paid<Page> {
  pages: Page[];
  requests: number;
  cached: number;
  /** More pages are there than are read. */
  cut: boolean;
}

/** The token is that of the first page which was not read; null where all were. `at`: when AWS was asked, `runId`: in which turn. */
interface Kept<Page> {
  pages: Page[];
  token: string | null;
  at: number;
  runId: string | null;
}

/**
 * One request, whatever is asked: AWS bills each page as a request, so further pages are read only up to `most`, what a
 * person agreed to, and go on from those that are kept. Answers are kept on disk: 30 days where the bill has settled, six
 * hours otherwise. A request that fails does not count against the limits: AWS does not bill it. Past a limit the
 * question is refused, never shortened. The same question of two people at once is one request, but a refusal by one's
 * own limit is one's own.
 */
export async function askPaid<Page>(
  question: PaidQuestion<Page>,
  account: AccountConfig,
  call: Call,
  most = 1,
): Promise<Paid<Page>> {
  const { cache, inFlight } = call;
  const key = await keyOf(question, account, call);
  const known = cache.get(key) as Kept<Page> | null;
  if (known && (known.token === null || known.pages.length >= most))
    return { pages: known.pages, requests: 0, cached: 1, cut: known.token !== null };
  const pay = (signal: AbortSignal) => payFor(question, { account, most, key, known }, { ...call, signal });
  const { value, joined } = await inFlight.share(
    `${key}/pages-${most}`,
    call.signal,
    pay,
    (error) => error instanceof OwnLimit,
  );
  return joined ? { ...value, requests: 0, cached: 1 } : value;
}

async function payFor<Page>(
  question: PaidQuestion<Page>,
  { account, most, key, known }: { account: AccountConfig; most: number; key: string; known: Kept<Page> | null },
  call: Call,
): Promise<Paid<Page>> {
  const { aws, cache, context, signal } = call;
  const { operation, until } = question;
  const sdk = awsSdk("client-cost-explorer");
  const client = aws.client(sdk.CostExplorerClient, account, REGION);
  const at = { action: `ce:${operation}`, account, region: REGION, signal };
  const limits = limitsOf("cost_explorer", call);
  const pages = [...(known?.pages ?? [])];
  const before = pages.length;
  let token = known?.token ?? undefined;
  let requests = 0;
  const settled = until !== null && Date.parse(`${until}T00:00:00Z`) + SETTLED_AFTER_MS < context.now;
  const keep = () => {
    const kept: Kept<Page> = { pages, token: token ?? null, at: context.now, runId: context.runId };
    cache.put(key, kept, settled && kept.token === null ? CLOSED_TTL_MS : OPEN_TTL_MS);
  };
  do {
    const refusing = reserve(cache, limits, 1);
    if (refusing) throw refusing.of === "day" ? usedUp(refusing) : new OwnLimit(usedUp(refusing));
    try {
      const page = await aws.send(at, (abort) => question.send(sdk, client, token, abort));
      requests += 1;
      pages.push(page);
      const next = question.next(page);
      const stuck = next !== undefined && next === token;
      token = next;
      keep();
      if (stuck) break;
    } catch (error) {
      settle(cache, limits, -1);
      if (pages.length !== before || before === 0 || !isStale(error)) throw error;
      pages.length = 0;
      token = undefined;
    }
  } while (token !== undefined ? pages.length < most : pages.length === 0);

  return { pages, requests, cached: 0, cut: token !== undefined };
}

/** The pages that were read before are of another state of the bill than those to come. */
const isStale = (error: unknown): boolean =>
  error instanceof AwsCallError && STALE_TOKEN.has(readAwsFailure(error.cause).name);

/** The whole answer to a question if it was asked before, when, and whether by the turn that runs; nothing is paid. */
export async function alreadyPaid<Page>(
  question: Pick<PaidQuestion<Page>, "operation" | "request">,
  account: AccountConfig,
  call: Call,
): Promise<{ pages: Page[]; at: number; paidNow: boolean } | null> {
  const known = call.cache.get(await keyOf(question, account, call)) as Kept<Page> | null;
  if (known?.token !== null) return null;
  const { pages, at, runId } = known;
  return { pages, at, paidNow: runId !== null && runId === call.context.runId };
}

async function keyOf(
  { operation, request }: { operation: string; request: object },
  account: AccountConfig,
  { aws, signal }: Call,
): Promise<string> {
  return `cost-explorer/${operation}/${await aws.accountId(account, signal)}/${JSON.stringify(request)}`;
}

/** The limit of one person or of one answer, which refuses nobody else. */
class OwnLimit extends ToolError {
  constructor({ code, text }: ToolError) {
    super(code, text);
  }
}

/** Whose limit it is, and what is still possible. */
function usedUp({ of, limit }: Limit): ToolError {
  const price = `${USD_PER_REQUEST} USD`;
  if (of === "turn")
    return new ToolError("budget", {
      ko: `한 번의 답변에 쓸 수 있는 Cost Explorer 요청 ${limit}회(회당 ${price})를 모두 썼습니다. 지금까지의 결과로 답하고, 더 필요하면 다시 질문해 주세요.`,
      en: `The ${limit} Cost Explorer requests of one answer (${price} each) are used up. Answer from the results so far; more can be asked in a new question.`,
    });
  const [ko, en] = of === "person" ? ["한 사람의 오늘 ", "of one person "] : ["오늘의 ", ""];
  return new ToolError("budget", {
    ko: `${ko}Cost Explorer 요청 한도 ${limit}회(회당 ${price})를 모두 썼습니다. 오늘 이미 조회한 결과는 계속 쓸 수 있고, 새 조회는 00:00 UTC 이후에 할 수 있습니다.`,
    en: `Today's limit of ${limit} Cost Explorer requests ${en}(USD ${USD_PER_REQUEST} each) is used up. Earlier answers of today can still be used; new questions work again after 00:00 UTC.`,
  });
}

type Answers = readonly Omit<Paid<unknown>, "pages">[];

/** `freshTo`: an ISO instant, or null where AWS does not say. */
export function paidSource(answers: Answers, freshTo: string | null, service = "Cost Explorer"): Source {
  const requests = answers.reduce((sum, answer) => sum + answer.requests, 0);
  return {
    service,
    requests,
    cached: answers.reduce((sum, answer) => sum + answer.cached, 0),
    usd: Math.round(requests * USD_PER_REQUEST * 100) / 100,
    freshTo,
    scannedBytes: null,
  };
}

/** What was read from disk, and how much of the day's requests is left once most of them are used. */
export function paidNotes(answers: Answers, call: Call): Note[] {
  const cached: Note = { code: "cached", text: "Answered from an earlier identical request." };
  const near = nearlyUsed(call.cache, limitsOf("cost_explorer", call)).map(({ of, used, limit }): Note => {
    const whose = { day: "today's", person: "this person's", turn: "this answer's" }[of];
    return {
      code: "requests_nearly_used",
      text: `${used} of ${whose} ${limit} Cost Explorer requests are used; at the limit only earlier answers are left${of === "turn" ? "" : " until 00:00 UTC"}.`,
      params: { of, used, limit },
    };
  });
  return [...(answers.length > 0 && answers.every((answer) => answer.cached > 0) ? [cached] : []), ...near];
}

/** For `truncated`, where not all pages were read. */
export function cutShort(answers: Answers, shown: number): Table["truncated"] {
  if (!answers.some(({ cut }) => cut)) return null;
  return {
    shown,
    of: null,
    why: {
      ko: `한 번의 요청($${USD_PER_REQUEST})으로 첫 페이지만 읽음`,
      en: `only the first page was read, by one request of USD ${USD_PER_REQUEST}`,
    },
  };
}
