import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account }: SharedFields) =>
  z.strictObject({ resource: z.string().min(1).max(500).describe("Name, id or ARN."), account });

export type InventoryDescribeInput = z.infer<ReturnType<typeof input>>;

export const inventoryDescribe = defineTool({
  name: "inventory_describe",
  title: { ko: "리소스 상세 조회", en: "Resource details" },
  description: text(
    "One resource with its neighbours: network, security groups and rules, volumes, target groups, members, alarms, tags, last change.",
    "Use for what is known about a named thing or what depends on it.",
    "Not for: lists (inventory_find), metrics, logs.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./inventory-describe-run.ts")).runInventoryDescribe(input, call),
});
