import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { groupsField } from "./groups.ts";
import { agreedPages } from "./page-consent.ts";

const input = ({ period, account, problem }: SharedFields) =>
  z.strictObject({
    period,
    previous: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .describe("Default: same length before; for a month to date, same days of last month."),
    group_by: groupsField(problem).describe("As in cost_query; default service, usage_type."),
    agreed_pages: agreedPages,
    account,
  });

export type CostCompareInput = z.infer<ReturnType<typeof input>>;

/** Two periods side by side and what drove the difference: one paid request, or one each where none holds both. */
export const costCompare = defineTool({
  name: "cost_compare",
  title: { ko: "AWS 비용 비교", en: "AWS cost compared" },
  description: text(
    "Compare AWS cost of two periods and find what drove the difference, by service and usage type.",
    "Use for why cost rose or fell, or what grew most.",
    "Without credits, refunds and tax.",
    "Not for: who caused it (trail_find_events), totals of one period.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./cost-compare-run.ts")).runCostCompare(input, call),
});
