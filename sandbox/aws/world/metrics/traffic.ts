/**
 * Requests of the services minute by minute. Balancer metrics, log lines and log metrics are all counted from
 * here, which is why they agree.
 */
import { dev } from "../account.ts";
import { MINUTE } from "../calendar.ts";
import { perSetting, type Setting } from "../setting.ts";
import { type Noise, noiseOf, wandering, wholeOf } from "./noise.ts";

export type Service = "order" | "payment" | "web" | "cart" | "search";

export interface Traffic {
  requests: number;
  /** Answered with 5xx. */
  failed: number;
  /** Answered with 4xx. */
  rejected: number;
  /** Median of the time to answer. */
  medianMs: number;
}

interface Habit {
  /** A minute's requests at load 1. */
  perMinute: number;
  failedShare: number;
  rejectedShare: number;
  medianMs: number;
}

const habits: Record<Service, Habit> = {
  order: { perMinute: 40, failedShare: 0.002, rejectedShare: 0.012, medianMs: 62 },
  payment: { perMinute: 9, failedShare: 0.006, rejectedShare: 0, medianMs: 310 },
  web: { perMinute: 56, failedShare: 0.001, rejectedShare: 0.03, medianMs: 41 },
  cart: { perMinute: 7, failedShare: 0.003, rejectedShare: 0.01, medianMs: 28 },
  search: { perMinute: 8, failedShare: 0.0025, rejectedShare: 0.004, medianMs: 74 },
};

/** Of the web's requests, those that need order-api. */
const ORDER_SHARE_OF_WEB = 0.25;
interface ServiceNoise {
  level: Noise;
  requests: Noise;
  failed: Noise;
  rejected: Noise;
  slow: Noise;
  last: { minute: number; traffic: Traffic };
}

/** Customers of the development account: a few testers. */
const DEV_SCALE = 0.04;
const SEOUL_MINUTES = 9 * 60;

/** Load of each minute of the Seoul day: shoppers sleep at four and are busiest at eight in the evening. */
const loadOfDay = Float64Array.from({ length: 1440 }, (_, index) => {
  const hour = index / 60;
  const day = 0.35 + 0.85 * Math.max(0, Math.sin(((hour - 4) / 24) * Math.PI));
  return day + 0.3 * Math.exp(-(((hour - 20) / 1.4) ** 2));
});
const WEEKEND = 1.12;
/** 1 January 1970 was a Thursday. */
const isWeekend = (day: number) => (day + 4) % 7 === 0 || (day + 4) % 7 === 6;

/** How busy the shop is, around 1; weekends are busier. @param minute epoch milliseconds */
export function loadAt(minute: number): number {
  const index = Math.floor(minute / MINUTE) + SEOUL_MINUTES;
  const day = Math.floor(index / 1440);
  return (loadOfDay[index - day * 1440] ?? 0) * (isWeekend(day) ? WEEKEND : 1);
}

/** While the broken release of S2 serves; never in the development account. */
export const isBroken = ({ account, story }: Setting, minute: number): boolean =>
  account !== dev && minute >= story.errorsFrom && minute < story.errorsTo;

/** @returns what a service did in the minute that starts at `minute` (epoch milliseconds, a whole minute). */
export const trafficOf = perSetting((setting) => {
  const { seed, account, story } = setting;
  const scale = account === dev ? DEV_SCALE : 1;
  const noises = new Map(
    (Object.keys(habits) as Service[]).map((service) => {
      const key = [seed, account.id, "traffic", service] as const;
      return [
        service,
        {
          level: wandering(noiseOf(...key, "level"), 45),
          requests: noiseOf(...key, "requests"),
          failed: noiseOf(...key, "failed"),
          rejected: noiseOf(...key, "rejected"),
          slow: wandering(noiseOf(...key, "slow"), 20),
          last: { minute: Number.NaN, traffic: { requests: 0, failed: 0, rejected: 0, medianMs: 0 } },
        },
      ] as [Service, ServiceNoise];
    }),
  );
  const shareOfFailed = (service: Service, minute: number): number => {
    const usual = habits[service].failedShare;
    if (!isBroken(setting, minute)) return usual;
    if (service === "order") return story.errorShare;
    return service === "web" ? usual + ORDER_SHARE_OF_WEB * story.errorShare : usual;
  };
  return (service: Service, minute: number): Traffic => {
    const habit = habits[service];
    const noise = noises.get(service);
    if (!noise) throw new Error(`No traffic of ${service}`);
    // Readers ask for the same minute many times in a row.
    if (noise.last.minute === minute) return noise.last.traffic;
    const index = minute / MINUTE;
    const level = 0.85 + 0.3 * noise.level(index);
    const mean = habit.perMinute * scale * loadAt(minute) * level * (0.85 + 0.3 * noise.requests(index));
    const requests = wholeOf(mean, noise.requests(index + 1_000_003));
    const failed = Math.min(requests, wholeOf(requests * shareOfFailed(service, minute), noise.failed(index)));
    const rejected = Math.min(requests - failed, wholeOf(requests * habit.rejectedShare, noise.rejected(index)));
    const medianMs = habit.medianMs * (0.85 + 0.3 * noise.slow(index)) * (0.9 + 0.15 * loadAt(minute));
    noise.last = { minute, traffic: { requests, failed, rejected, medianMs } };
    return noise.last.traffic;
  };
});
