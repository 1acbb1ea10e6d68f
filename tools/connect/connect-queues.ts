import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account, regions, period }: SharedFields) =>
  z.strictObject({
    queue: z.string().min(1).max(256).optional().describe("Part of the name."),
    period: period.optional(),
    account,
    regions,
  });

export type ConnectQueuesInput = z.infer<ReturnType<typeof input>>;

/** Queues of the contact centre: who waits now, or what became of those who did. */
export const connectQueues = defineTool({
  name: "connect_queues",
  title: { ko: "Connect 대기열 조회", en: "Connect queues" },
  description: text(
    "Amazon Connect queues: customers waiting now, longest wait, agents, opening hours; or with a period the contacts answered and abandoned, with their waits.",
    "Use for a contact centre's state, or lost calls.",
    "Not for: a course over time (metrics_query).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./connect-queues-run.ts")).runConnectQueues(input, call),
});
