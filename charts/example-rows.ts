import type { Cell } from "./request.ts";

export type Row = Record<string, Cell>;

/** What an account pays for, and for each the dollars of a usual day. */
export function services(say: <T>(ko: T, en: T) => T): [string, number][] {
  return [
    ["Amazon EC2", 400],
    ["Amazon RDS", 258],
    [say("데이터 전송 (인터넷)", "Data transfer (internet)"), 96],
    ["Amazon EKS", 115],
    ["Amazon S3", 81],
    ["AWS Lambda", 51],
    ["Amazon CloudWatch", 40],
    ["Amazon Elastic Container Registry", 20],
    ["AWS Key Management Service", 13],
    ["AWS Secrets Manager", 6],
  ];
}

/** A service's day: weekends are quieter, and data transfer bursts once. */
export function spent(base: number, i: number, service: string): number {
  const burst = i === 21 && /transfer|전송/.test(service) ? 612 : 0;
  return (
    Math.round((base * (1 + 0.05 * noise(i * 7 + base) - ([2, 3].includes(i % 7) ? 0.13 : 0)) + burst) * 100) / 100
  );
}

/** Two weeks of findings, one a row. */
export function findings(say: <T>(ko: T, en: T) => T): Row[] {
  const kinds: [string, string, number][] = [
    [say("비트코인 채굴 통신", "Bitcoin mining traffic"), "Critical", 11],
    [say("DNS 데이터 유출", "DNS data exfiltration"), "High", 16],
    [say("SSH 무차별 대입", "SSH brute force"), "Medium", 43],
    [say("S3 이상 유출", "Unusual S3 reads"), "Medium", 18],
    [say("루트 자격 증명 사용", "Root credentials used"), "Low", 26],
    [say("포트 프로브", "Port probe"), "Low", 40],
  ];
  return kinds.flatMap(([type, severity, count], n) =>
    Array.from({ length: count }, (_, i): Row => {
      const day = n === 2 && i % 3 !== 0 ? 9 + (i % 2) : Math.abs(Math.floor(noise(i * 3 + n) * 14)) % 14;
      return { time: `${days(14, "2026-10-01")[day]}T04:00:00Z`, type, severity };
    }),
  );
}

/** A fixed wave between −1 and 1 without a visible period. */
export function noise(i: number): number {
  const wave = Math.sin(i * 12.9898) * 43_758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}

export const days = (count: number, first: string): string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10));

export const minutes = (count: number, step: number, first: string): string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.parse(first) + i * step * 60_000).toISOString());
