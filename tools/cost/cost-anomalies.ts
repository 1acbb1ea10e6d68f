import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

/** AWS keeps anomalies this long. */
const KEPT = "90d";

const input = ({ period, account }: SharedFields) => z.strictObject({ period: period.default(KEPT), account });

export type CostAnomaliesInput = z.infer<ReturnType<typeof input>>;

/** What Cost Anomaly Detection found, each with its dearest root cause. */
export const costAnomalies = defineTool({
  name: "cost_anomalies",
  title: { ko: "AWS 비용 이상 탐지", en: "AWS cost anomalies" },
  description: text(
    "List what AWS Cost Anomaly Detection found: days, impact, and the root cause by service, region and usage type.",
    "Use for unusual cost, or to date a rise.",
    "Not for: ordinary growth (cost_compare), who caused it (trail_find_events).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./cost-anomalies-run.ts")).runCostAnomalies(input, call),
});
