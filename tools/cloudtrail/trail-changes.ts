import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ accountOrAll, regions, problem }: SharedFields) =>
  z.strictObject({
    around: z
      .string()
      .max(80)
      .optional()
      .describe("Moment (06:53, 2026-11-19T06:53) or period. Without: 90 days of the resource."),
    window: z
      .string()
      .regex(/^[1-9]\d{0,2}[mhd]$/, problem({ ko: "30m, 2h, 1d처럼 지정해 주세요", en: "is not like 30m, 2h or 1d" }))
      .default("1h")
      .describe("Before and after the moment."),
    resource: z.string().max(256).optional(),
    account: accountOrAll,
    regions,
  });

export type TrailChangesInput = z.infer<ReturnType<typeof input>>;

/** What was changed at a time, or on a thing. */
export const trailChanges = defineTool({
  name: "trail_changes",
  title: { ko: "변경 내역 조회", en: "Changes" },
  description: text(
    "What changed in AWS around a moment or on one resource: successful write calls from CloudTrail, newest first, with what was set.",
    "Use for causes of an incident, deployments, the last change of something.",
    "Not for: reads, failed calls (trail_find_events).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./trail-changes-run.ts")).runTrailChanges(input, call),
});
