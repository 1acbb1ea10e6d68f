import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const states = ["ALARM", "OK", "INSUFFICIENT_DATA"] as const;

const input = ({ account, regions, period }: SharedFields) =>
  z.strictObject({
    state: z.enum(states).optional(),
    name: z.string().min(1).max(255).optional().describe("Part of the name, or with *."),
    history: z.boolean().default(false),
    period: period.optional(),
    account,
    regions,
  });

export type AlarmsListInput = z.infer<ReturnType<typeof input>>;

/** Alarms as they are now, or what happened to them. */
export const alarmsList = defineTool({
  name: "alarms_list",
  title: { ko: "알람 조회", en: "CloudWatch alarms" },
  description: text(
    "List CloudWatch alarms, metric and composite: state, since when, why, what they watch, whether they notify; or with history their changes in a period (default 7d).",
    "Use for what is ringing now, or when an alarm rang.",
    "Not for: metric values (metrics_query).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./alarms-list-run.ts")).runAlarmsList(input, call),
});
