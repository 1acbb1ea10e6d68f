import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const input = ({ accountOrAll, regions }: SharedFields) =>
  z.strictObject({
    type: z.string().min(1).max(60).optional().describe('"security group", "rds:db", "lambda" ...'),
    name: z.string().min(1).max(255).optional().describe("Name or id; * as wildcard."),
    tag: z.string().min(1).max(400).optional().describe('"key=value" or "key".'),
    without_tag: z.array(z.string().min(1).max(128)).min(1).max(5).optional(),
    state: z.string().min(1).max(40).optional(),
    account: accountOrAll,
    regions,
  });

export type InventoryFindInput = z.infer<ReturnType<typeof input>>;

/** Everything that exists now, of all services that list themselves, the tagging API and Resource Explorer. */
export const inventoryFind = defineTool({
  name: "inventory_find",
  title: { ko: "리소스 조회", en: "Resources" },
  description: text(
    "List resources of any kind over all regions, with tags, and counts by type and region; buckets with state public or not.",
    "Use for what exists, tag compliance (without_tag), or to turn a name into an id.",
    "Not for: details of one (inventory_describe), cost, metrics, changes.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./inventory-find-run.ts")).runInventoryFind(input, call),
});
