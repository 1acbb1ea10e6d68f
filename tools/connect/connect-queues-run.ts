import type { AccountConfig } from "../config.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { bestMatches } from "../metrics/name-match.ts";
import { iso, type Window } from "../period.ts";
import { pagesCut } from "../read-pages.ts";
import type { Note, Table } from "../results.ts";
import { type Swept, sweep } from "../sweep.ts";
import type { ConnectQueuesInput } from "./connect-queues.ts";
import type { View } from "./queue-places.ts";
import { queuesNow } from "./queues-now.ts";
import { queuesThen } from "./queues-then.ts";
import { type Centre, readCentres } from "./read-centres.ts";

const DAY_MS = 86_400_000;
/** The longest span of one request, and how far back Connect remembers (three months): its documentation. */
const LONGEST_DAYS = 35;
const KEPT_DAYS = 90;

export async function runConnectQueues(input: ConnectQueuesInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const regions = call.context.regions(account, input.regions);
  const window = input.period === undefined ? null : withinKept(call.context.period(input.period), call.context.now);
  const swept = await sweep(account, regions, async (region) => {
    const { centres, requests, complete } = await readCentres(account, region, call);
    return { centres: namedQueues(centres, input.queue), all: queueNames(centres), requests, complete };
  });
  if (input.queue !== undefined) mustExist(input.queue, swept, account);
  const places = swept.found.flatMap(({ region, result }) => result.centres.map((centre) => ({ region, centre })));
  const view = window ? await queuesThen(places, window, account, call) : await queuesNow(places, account, call);
  return { kind: "table", table: await toTable(account, swept, view, window, call) };
}

function withinKept(window: Window, now: number): Window {
  if (window.toMs - window.fromMs > LONGEST_DAYS * DAY_MS)
    throw new InputError({
      ko: `Connect는 한 번에 ${LONGEST_DAYS}일까지만 집계합니다. last month나 7d처럼 더 짧은 기간으로 지정해 주세요.`,
      en: `Connect counts at most ${LONGEST_DAYS} days at once. Use a shorter period, for example last month or 7d.`,
    });
  if (window.fromMs < now - KEPT_DAYS * DAY_MS)
    throw new InputError({
      ko: `Connect는 약 3개월 전까지만 보관합니다. 시작일을 최근 ${KEPT_DAYS}일 안으로 지정해 주세요.`,
      en: `Connect keeps about three months. Begin the period within the last ${KEPT_DAYS} days.`,
    });
  return window;
}

type Found = Swept<{ centres: Centre[]; all: string[]; requests: number; complete: boolean }>;

const queueNames = (centres: readonly Centre[]): string[] =>
  centres.flatMap(({ queues }) => queues.map(({ Name = "" }) => Name));

/** Those of this name, the same name winning over a part of it. */
function namedQueues(centres: Centre[], name: string | undefined): Centre[] {
  if (name === undefined) return centres;
  const all = centres.flatMap(({ queues }) => queues.map((queue) => ({ queue, names: [queue.Name ?? ""] })));
  const found = new Set(bestMatches(name.trim().toLowerCase(), all).found.map(({ queue }) => queue));
  return centres.map((centre) => ({ ...centre, queues: centre.queues.filter((queue) => found.has(queue)) }));
}

/** @throws ToolError not_found, with the names there are. */
function mustExist(name: string, { found, searched }: Found, account: AccountConfig): void {
  if (found.some(({ result }) => queueNames(result.centres).length > 0)) return;
  const known = found.flatMap(({ result }) => result.all).join(", ");
  const where = searched.join(", ");
  throw new ToolError("not_found", {
    ko: `${account.name} 계정의 ${where} 리전에 "${name}" Connect 대기열이 없습니다.${known ? ` 대기열: ${known}.` : ""}`,
    en: `No Connect queue of ${account.name} in ${where} is called "${name}".${known ? ` Queues: ${known}.` : ""}`,
  });
}

async function toTable(
  account: AccountConfig,
  { found, searched, skipped }: Found,
  view: View,
  window: Window | null,
  call: Call,
): Promise<Table> {
  const noneFound: Note = {
    code: "none_found",
    text: "There is no queue of Amazon Connect where was looked.",
    params: { instances: found.reduce((sum, { result }) => sum + result.centres.length, 0) },
  };
  const complete = view.complete && found.every(({ result }) => result.complete);
  return {
    columns: view.columns,
    rows: view.rows,
    totals: view.totals,
    period: window && { from: window.from, to: window.to, zone: window.zone, utcDays: false },
    scope: {
      accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
      regions: searched,
      skipped,
    },
    source: {
      service: "Amazon Connect",
      requests: view.requests + found.reduce((sum, { result }) => sum + result.requests, 0),
      cached: 0,
      usd: 0,
      freshTo: iso(view.at ?? call.context.now),
      scannedBytes: null,
    },
    truncated: complete ? null : pagesCut(view.rows.length),
    notes: view.rows.length > 0 ? view.notes : [noneFound],
  };
}
