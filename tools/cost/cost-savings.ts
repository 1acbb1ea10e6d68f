import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { commitmentReports } from "./commitments.ts";

const input = ({ account }: SharedFields) =>
  z.strictObject({
    kind: z.enum(["rightsizing", "waste", "commitments"]),
    report: z.enum(commitmentReports).default("savings_plans_coverage").describe("For commitments."),
    tag: z.string().min(1).max(128).default("team").describe("For waste: the tag that cost should carry."),
    account,
  });

export type CostSavingsInput = z.infer<ReturnType<typeof input>>;

/** Where money can be saved: instances too large, things paid for and not used, plans and reservations. */
export const costSavings = defineTool({
  name: "cost_savings",
  title: { ko: "AWS 비용 절감 후보", en: "AWS cost savings" },
  description: text(
    "Find savings: rightsizing of EC2 instances; waste (unattached volumes, idle addresses, old snapshots, disks of stopped instances, untagged share); commitments (Savings Plans, reservations; one report a call).",
    "Use for how to spend less.",
    "Not for: changing anything.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./cost-savings-run.ts")).runCostSavings(input, call),
});
