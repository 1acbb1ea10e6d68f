import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ accountOrAll, regions, problem }: SharedFields) =>
  z.strictObject({
    name: z.string().min(1).max(255).optional().describe('Name tag, exact, or a prefix with * ("order-api*").'),
    id: z
      .string()
      .regex(
        /^i-[0-9a-f]{8,17}$/,
        problem({ ko: "인스턴스 ID(i-...)로 지정해 주세요", en: "is not an instance id (i-...)" }),
      )
      .optional(),
    state: z.enum(["pending", "running", "shutting-down", "terminated", "stopping", "stopped"]).optional(),
    account: accountOrAll,
    regions,
  });

export type InventoryFindInstancesInput = z.infer<ReturnType<typeof input>>;

/** EC2 instances as they are now. */
export const inventoryFindInstances = defineTool({
  name: "inventory_find_instances",
  title: { ko: "EC2 인스턴스 조회", en: "EC2 instances" },
  description: text(
    "List EC2 instances as they are now: name, id, state, type, zone, private address, launch time, team tag.",
    "Use to count instances, to find one by Name tag or id, or to turn a name into an id.",
    "Without filters it lists all of the configured regions.",
    "Not for: who started or changed an instance (trail_find_events), cost, metrics, other services.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) =>
    (await import("./inventory-find-instances-run.ts")).runInventoryFindInstances(input, call),
});
