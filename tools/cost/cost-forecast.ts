import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account }: SharedFields) =>
  z.strictObject({
    until: z
      .string()
      .min(1)
      .max(40)
      .default("month end")
      .describe('"month end", "next month", "year end", "90d", 2026-12 or 2026-12-15.'),
    account,
  });

export type CostForecastInput = z.infer<ReturnType<typeof input>>;

/** AWS's own forecast, one paid request; what was spent so far is added where it is already known. */
export const costForecast = defineTool({
  name: "cost_forecast",
  title: { ko: "AWS 비용 예측", en: "AWS cost forecast" },
  description: text(
    "Forecast AWS cost from today on, with an 80% interval.",
    "Use for the expected cost at month end or later; what this month cost so far is added where it was asked for before.",
    "Not for: cost of past days, effect of a change.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./cost-forecast-run.ts")).runCostForecast(input, call),
});
