import type { RealEnds } from "./real-ends.ts";

export interface Shown {
  real: RealEnds;
  /** Null with the real Slack. */
  url: string | null;
  steppedFrom: number | null;
  now: string | undefined;
  logFile: string;
  dataDir: string;
}

/** What the demo says when everything runs. */
export function demoScreen(shown: Shown): string {
  const { real, url, steppedFrom, now } = shown;
  const ends = [
    ["Slack", ...(real.slack ? ["real", "your workspace"] : ["stands in", "a local workspace in your browser"])],
    ["AWS", ...(real.aws ? ["real", "your account, read-only"] : ["stands in", "the sample account haneul-prod"])],
    ["Model", ...(real.model ? ["real", "Claude"] : ["stands in", "the offline planner, by rules"])],
    ["Bot", "real", "the same program that runs in production"],
  ];
  const widths = [0, 1].map((column) => Math.max(...ends.map((row) => row[column]?.length ?? 0)));
  const table = ends.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("   ")}`.trimEnd(),
  );
  return [
    "",
    ...table,
    "",
    ...(steppedFrom === null ? [] : [`  Port ${steppedFrom} is in use; this one is free:`]),
    url ? `  Open ${url}` : "  Write to the bot in your Slack workspace.",
    ...(now === undefined ? [] : [`  The clock was moved to ${now}.`]),
    "",
    "  Ask there, for example (지난주 = last week):",
    ...examples(real).map((line) => `    ${line}`),
    "",
    `  State is kept in ${shown.dataDir} (--fresh forgets it); the bot's log is ${shown.logFile}`,
    "  Ctrl-C stops everything",
    "",
  ].join("\n");
}

function examples(real: RealEnds): string[] {
  const reads = [
    "@ops 지난주 서비스별 비용 보여줘",
    "@ops Were there failed console logins in the last 7 days?",
    "@ops 심각도 높은 GuardDuty 탐지 결과 있어?",
  ];
  const ofTheSample = ["@ops order-api 최근 에러 로그 분석해줘", ...(real.slack ? [] : ["@ops reboot order-api-2"])];
  return [...reads, ...(real.aws ? [] : ofTheSample), "/aws-cost 30d by service"];
}
