import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account, period }: SharedFields) =>
  z.strictObject({
    name: z.string().min(1).max(255).optional(),
    period: period.optional().describe("Default: the dashboard's own."),
    account,
  });

export type DashboardsReadInput = z.infer<ReturnType<typeof input>>;

/** Dashboards by name, or what one of them shows. */
export const dashboardsRead = defineTool({
  name: "dashboards_read",
  title: { ko: "대시보드 조회", en: "CloudWatch dashboards" },
  description: text(
    "List CloudWatch dashboards; with a name, that one's widgets with the values of their series, to be drawn.",
    "Use when a dashboard is meant.",
    "Not for: one metric (metrics_query).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./dashboards-read-run.ts")).runDashboardsRead(input, call),
});
