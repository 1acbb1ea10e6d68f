import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { type Limit, limitsOf, nearlyUsed, reserve, settle } from "../allowance.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError, ToolError } from "../errors.ts";
import type { Window } from "../period.ts";
import type { Note } from "../results.ts";
import { incomingBytes } from "./incoming-bytes.ts";
import { oldestKept } from "./log-groups.ts";
import { needConsent, scanPriceText } from "./scan-consent.ts";

const GB = 1024 ** 3;
const DAY_MS = 86_400_000;

/** USD per GB scanned. [CloudWatch pricing, as of 2026-11; other regions are at most as dear as Seoul] */
const pricePerGb: Readonly<Record<string, number>> = { "us-east-1": 0.005, "us-east-2": 0.005, "us-west-2": 0.005 };
const DEFAULT_PRICE = 0.0076;

export const scanPrice = (region: string, bytes: number): number =>
  (bytes / GB) * (pricePerGb[region] ?? DEFAULT_PRICE);

/** What a query will scan, held against today's limit until its true size is known. */
export interface ScanReservation {
  requests: number;
  /** Gives back what was not scanned, and tells the estimate, the true size and the day. */
  settle(scannedBytes: number, usd: number): Note[];
}

interface Place {
  region: string;
  groups: LogGroup[];
}

/** @throws ToolError `budget`, before anything is scanned, where the query or the day would pass the limit, or a person has to agree first. */
export async function reserveScan(
  account: AccountConfig,
  places: readonly Place[],
  window: Window,
  agreedGb: number | undefined,
  call: Call,
): Promise<ScanReservation> {
  const { limits, cache } = call;
  const estimates = await Promise.all(places.map((place) => estimate(account, place, window, call)));
  const bytes = estimates.reduce((sum, one) => sum + one.bytes, 0);
  const gb = bytes / GB;
  const usd = estimates.reduce((sum, one, index) => sum + scanPrice(places[index]!.region, one.bytes), 0);
  if (gb > limits.logsScanGb) throw tooLarge(gb, usd, limits.logsScanGb);
  const names = places.flatMap(({ region, groups }) => groups.map(({ logGroupName }) => `${region}/${logGroupName}`));
  needConsent({ what: `${account.name}/${names.sort().join(",")}`, gb, usd, agreedGb }, call);
  const meters = limitsOf("logs_scan_gb", call);
  const refusing = reserve(cache, meters, gb);
  if (refusing) throw isUsed(gb, cache.used(refusing.meter), refusing);
  const fromStored = estimates.some(({ stored }) => stored);
  return {
    requests: estimates.reduce((sum, one) => sum + one.requests, 0),
    settle(scannedBytes, scannedUsd) {
      const scanned = scannedBytes / GB;
      settle(cache, meters, scanned - gb);
      const params = { estimated_gb: gb4(gb), scanned_gb: gb4(scanned), usd: Math.round(scannedUsd * 1e6) / 1e6 };
      const told: Note = {
        code: "scan",
        text: `Estimated ${shown(gb)} GB before${fromStored ? " (from stored size; incoming volume could not be read)" : ""}; scanned ${shown(scanned)} GB, USD ${scannedUsd.toFixed(4)}.`,
        params,
      };
      return [told, ...nearlyUsed(cache, meters).map(nearNote)];
    },
  };
}

interface Estimate {
  bytes: number;
  requests: number;
  /** Incoming bytes could not be read: stored bytes stand in. */
  stored: boolean;
}

/** Insights scans what came in during the period, as far as it is still kept. Stored bytes are compressed and would mislead. */
async function estimate(account: AccountConfig, place: Place, window: Window, call: Call): Promise<Estimate> {
  const { region, groups } = place;
  const spans = Map.groupBy(groups, (group) => Math.max(window.fromMs, oldestKept(group, call.context.now)));
  try {
    const parts = await Promise.all(
      [...spans]
        .filter(([fromMs]) => fromMs < window.toMs)
        .map(([fromMs, held]) => {
          const names = held.flatMap(({ logGroupName }) => logGroupName ?? []);
          return incomingBytes(account, region, names, { fromMs, toMs: window.toMs }, call);
        }),
    );
    const bytes = parts.flatMap((part) => [...part.bytes.values()]).reduce((a, b) => a + b, 0);
    return { bytes, requests: parts.reduce((sum, part) => sum + part.requests, 0), stored: false };
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    return { bytes: storedInWindow(groups, window, call.context.now), requests: 1, stored: true };
  }
}

function storedInWindow(groups: readonly LogGroup[], window: Window, now: number): number {
  return groups.reduce((sum, group) => {
    const oldest = oldestKept(group, now);
    const overlap = Math.max(0, window.toMs - Math.max(window.fromMs, oldest));
    return sum + (group.storedBytes ?? 0) * Math.min(1, overlap / Math.max(now - oldest, DAY_MS));
  }, 0);
}

function tooLarge(gb: number, usd: number, limit: number): ToolError {
  const price = scanPriceText(usd);
  return new ToolError("budget", {
    ko: `이 쿼리는 약 ${shown(gb)} GB (${price.ko})를 스캔하게 되어 쿼리당 한도 ${limit} GB를 넘습니다. 기간을 줄이거나 로그 그룹을 더 적게 지정해 주세요. 꼭 필요하면 관리자에게 한도(logs_scan_gb)를 올려 달라고 요청해 주세요.`,
    en: `This query would scan about ${shown(gb)} GB (${price.en}), over the limit of ${limit} GB per query. Shorten the period or name fewer log groups; if it has to be, ask an administrator to raise logs_scan_gb.`,
  });
}

/** Whose limit it is, and what is still possible. */
function isUsed(gb: number, used: number, { of, limit }: Limit): ToolError {
  const whose = {
    day: { ko: "오늘(UTC)은 하루 한도", en: "today's" },
    person: { ko: "오늘(UTC)은 한 사람의 하루 한도", en: "this person's" },
    turn: { ko: "이 답변은 한도", en: "this answer's" },
  }[of];
  const next = of === "turn" ? { ko: "더 필요하면 다시 질문해", en: "ask the rest in a new question" } : UNTIL_MIDNIGHT;
  return new ToolError("budget", {
    ko: `이 쿼리는 약 ${shown(gb)} GB를 스캔하는데, ${whose.ko} ${limit} GB 중 ${shown(used)} GB를 이미 썼습니다. 기간을 줄이거나 ${next.ko} 주세요. 급하면 관리자에게 한도(logs_scan_gb)를 올려 달라고 요청해 주세요.`,
    en: `This query would scan about ${shown(gb)} GB, and ${shown(used)} GB of ${whose.en} ${limit} GB${of === "turn" ? "" : " (UTC day)"} are used. Shorten the period or ${next.en}; if it is urgent, ask an administrator to raise logs_scan_gb.`,
  });
}

const UNTIL_MIDNIGHT = { ko: "00:00 UTC 이후에 다시 물어봐", en: "ask again after 00:00 UTC" };

function nearNote({ of, used, limit }: { of: Limit["of"]; used: number; limit: number }): Note {
  const whose = { day: "today's", person: "this person's", turn: "this answer's" }[of];
  return {
    code: "scan_budget",
    text: `${shown(used)} GB of ${whose} ${limit} GB of log scans${of === "turn" ? "" : " (UTC day)"} are used.`,
    params: { of, used_gb: gb4(used), limit_gb: limit },
  };
}

const gb4 = (gb: number): number => Math.round(gb * 1e4) / 1e4;

function shown(gb: number): string {
  return gb >= 10 ? gb.toFixed(1) : gb.toFixed(gb >= 0.1 ? 2 : 4);
}
