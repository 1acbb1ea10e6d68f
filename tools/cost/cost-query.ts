import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { groupNames, groupsField } from "./groups.ts";
import { agreedPages } from "./page-consent.ts";

const input = ({ period, account, problem }: SharedFields) =>
  z.strictObject({
    period,
    group_by: groupsField(problem).describe(`Of ${groupNames}.`),
    granularity: z.enum(["daily", "monthly", "total"]).default("daily"),
    services: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(20)
      .optional()
      .describe('Only these: short names ("EC2", "RDS") or Cost Explorer\'s own.'),
    regions: z.array(z.string().min(1).max(30)).min(1).max(30).optional(),
    metric: z.enum(["unblended", "amortized", "net_unblended"]).default("unblended"),
    include_credits: z.boolean().default(false).describe("Net: with credits and refunds."),
    agreed_pages: agreedPages,
    account,
  });

export type CostQueryInput = z.infer<ReturnType<typeof input>>;

/** Money spent, from Cost Explorer: one paid request per new question, answers kept on disk. */
export const costQuery = defineTool({
  name: "cost_query",
  title: { ko: "AWS 비용 조회", en: "AWS cost" },
  description: text(
    "Get AWS cost by UTC billing day, gross or net of credits, in up to two dimensions.",
    "Use for what AWS cost, or which service, tag or cost category cost most.",
    "New questions cost USD 0.01.",
    "Not for: comparing periods (cost_compare), forecasts, savings, usage.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./cost-query-run.ts")).runCostQuery(input, call),
});
