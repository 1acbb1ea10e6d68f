import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { levels } from "./finding-row.ts";

const input = ({ period, account, regions }: SharedFields) =>
  z.strictObject({
    severity: z.enum(levels).optional().describe("Lowest level."),
    period: period.optional(),
    archived: z.enum(["no", "yes", "any"]).default("no"),
    type: z.string().max(200).optional().describe("Or a part of it."),
    resource: z.string().max(200).optional().describe("Part of its name."),
    include_samples: z.boolean().default(false),
    account,
    regions,
  });

export type GuarddutyListFindingsInput = z.infer<ReturnType<typeof input>>;

/** Threats GuardDuty reports, newest first. */
export const guarddutyListFindings = defineTool({
  name: "guardduty_list_findings",
  title: { ko: "GuardDuty 탐지 결과 조회", en: "GuardDuty findings" },
  description: text(
    "GuardDuty findings (suspected threats), the latest first; totals count by severity and type, archived and samples apart.",
    "Use for threats, attacks, suspicious activity. Period is by last update, without one 90 days.",
    "Not for: one finding in depth (guardduty_explain_finding), compliance checks.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./guardduty-list-findings-run.ts")).runGuarddutyListFindings(input, call),
});
