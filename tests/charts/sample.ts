import type { Cell, DrawLook, DrawRequest } from "../../charts/request.ts";

type Row = Record<string, Cell>;

/** A fixed sequence of numbers from 0 to 1 (Park and Miller), so that pictures stay the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export const isoDay = (first: string, offset: number): string =>
  new Date(Date.parse(first) + offset * 86_400_000).toISOString().slice(0, 10);

const SERVICES: [string, number][] = [
  ["Amazon EC2", 400],
  ["Amazon RDS", 260],
  ["데이터 전송 (인터넷)", 90],
  ["Amazon EKS", 115],
  ["Amazon S3", 80],
  ["AWS Lambda", 50],
  ["CloudWatch", 40],
  ["Amazon Elastic Container Registry", 20],
  ["AWS Key Management Service", 15],
  ["Secrets Manager", 9],
];

/** Eleven services' worth of days with one spike of data transfer at two thirds of the period. */
export function costRows(count: number, first = "2026-10-01", stepDays = 1): Row[] {
  const next = numbers(7);
  return Array.from({ length: count }, (_, i) =>
    SERVICES.map(([service, base]): Row => {
      const spike = i === Math.floor(count * 0.7) && service.startsWith("데이터") ? 612 : 0;
      const usd = (base * (0.92 + next() * 0.16) + spike) * stepDays;
      return { day: isoDay(first, i * stepDays), service, usd: Math.round(usd * 100) / 100 };
    }),
  ).flat();
}

/** Events of one day in Seoul, most of them alarms at 14:00. */
export function eventRows(): Row[] {
  const next = numbers(11);
  const kinds = ["배포", "오토스케일링", "구성 변경", "알람", "보안 탐지"];
  return Array.from({ length: 300 }, () => {
    const burst = next() < 0.2;
    const hour = burst ? 14 + next() : next() * 24;
    const time = new Date(Date.parse("2026-10-12T00:00:00+09:00") + hour * 3_600_000).toISOString();
    return { time, kind: burst ? "알람" : kinds[Math.floor(next() * kinds.length)]! };
  });
}

export function findingRows(): Row[] {
  const next = numbers(5);
  const levels = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];
  return Array.from({ length: 60 }, () => {
    const time = new Date(Date.parse("2026-10-01T00:00:00Z") + next() * 14 * 86_400_000).toISOString();
    return { time, severity: levels[Math.floor(next() ** 1.7 * 4)]! };
  });
}

export const comparedRows: Row[] = [
  { service: "Amazon EC2", usd: 12_074, before: 9_800 },
  { service: "Amazon RDS", usd: 7_728, before: 7_900 },
  { service: "데이터 전송 (인터넷)", usd: 3_603, before: 2_100 },
  { service: "Amazon Elastic Kubernetes Service - Compute (production)", usd: 3_444, before: 3_444 },
  { service: "Amazon Elastic Kubernetes Service - Compute (development)", usd: 2_430, before: 0 },
  { service: "Credits", usd: -420, before: -100 },
];

export const korean: DrawLook = {
  language: "ko",
  theme: "light",
  zone: "Asia/Seoul",
  unit: "usd",
  source: "AWS Cost Explorer · 크레딧·세금 제외",
  asOf: "2026-10-31T00:00:00Z",
};
export const english: DrawLook = {
  ...korean,
  language: "en",
  zone: "America/Los_Angeles",
  source: "AWS Cost Explorer",
};

export const costColumns = { x: "day", category: "service", value: "usd" };

export const costRequest = (look: Partial<DrawLook> = {}, rows = costRows(30)): DrawRequest => ({
  chart: "cost_per_day",
  rows,
  columns: costColumns,
  look: { ...korean, ...look },
});
