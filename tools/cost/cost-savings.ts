import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import { commitmentReports, commitments } from "./commitments.ts";
import { rightsizing } from "./rightsizing.ts";
import { waste } from "./waste.ts";

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
  input: ({ account }) =>
    z.strictObject({
      kind: z.enum(["rightsizing", "waste", "commitments"]),
      report: z.enum(commitmentReports).default("savings_plans_coverage").describe("For commitments."),
      tag: z.string().min(1).max(128).default("team").describe("For waste: the tag that cost should carry."),
      account,
    }),

  async run(input, call) {
    const account = call.context.account(input.account);
    const find = {
      rightsizing: () => rightsizing(account, call),
      commitments: () => commitments(input.report, account, call),
      waste: () => waste(account, input.tag, call),
    }[input.kind];
    const { regions, skipped, ...found } = await find();
    const id = await call.aws.accountId(account, call.signal);
    return {
      kind: "table",
      table: { ...found, scope: { accounts: [{ id, name: account.name }], regions, skipped } },
    };
  },
});
