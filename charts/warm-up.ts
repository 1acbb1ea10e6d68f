import type { Job } from "./request.ts";

/** One small job per chart, so that vega's code is compiled before a person waits for it. */
export function warmUpJobs(): Job[] {
  const look: Job["look"] = { language: "ko", theme: "light", zone: "Asia/Seoul", unit: "usd" };
  const days = Array.from({ length: 14 }, (_, i) => `2026-10-${String(i + 1).padStart(2, "0")}`);
  const services = days.map((_, i) => `서비스 ${i % 3}`);
  const dollars = days.map((_, i) => i + 1);
  const columns = { x: "day", category: "service", value: "usd" };
  const cells = { x: days, category: services, value: dollars };
  return [
    { chart: "cost_per_day", columns, cells, rowCount: days.length, look },
    { chart: "event_timeline", columns, cells, rowCount: days.length, look: { ...look, unit: "count" } },
    { chart: "bars", columns, cells, rowCount: days.length, look },
  ];
}
