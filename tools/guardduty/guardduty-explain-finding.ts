import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account }: SharedFields) =>
  z.strictObject({ finding_id: z.string().regex(/^[0-9a-f]{32}$/), account });

export type GuarddutyExplainFindingInput = z.infer<ReturnType<typeof input>>;

/** One finding with everything around it. */
export const guarddutyExplainFinding = defineTool({
  name: "guardduty_explain_finding",
  title: { ko: "GuardDuty 탐지 결과 상세", en: "GuardDuty finding in depth" },
  description: text(
    "One GuardDuty finding as facts: what was seen from where, the affected resource as it is now, ports open to the world, related CloudTrail events.",
    "Use after guardduty_list_findings, to explain a finding or its cause.",
    "Not for: lists or counts.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) =>
    (await import("./guardduty-explain-finding-run.ts")).runGuarddutyExplainFinding(input, call),
});
