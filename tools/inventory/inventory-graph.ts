import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ account }: SharedFields) =>
  z.strictObject({
    scope: z.string().min(1).max(300).describe('"account", "vpc:<name or id>" or "app:<tag value>".'),
    account,
  });

export type InventoryGraphInput = z.infer<ReturnType<typeof input>>;

export const inventoryGraph = defineTool({
  name: "inventory_graph",
  title: { ko: "구성도 데이터 조회", en: "Architecture graph" },
  description: text(
    "Groups, nodes and edges of a VPC, an application (by tag or name) or the account, as rows a diagram is drawn from:",
    "load balancer targets, security group rules, event sources, routes.",
    "Use before drawing architecture.",
    "Not for: lists (inventory_find).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./inventory-graph-run.ts")).runInventoryGraph(input, call),
});
