import { isRecord } from "../blocks/is-record.ts";
import type { Block, Json } from "../entities.ts";
import { initialChoice, isStateful } from "./choice.ts";
import { elementsIn } from "./find-element.ts";

/** Slack's `state.values`: block_id, action_id, then what is chosen. */
export type Values = Record<string, Record<string, Json>>;

/** What stands in the elements of these blocks: what was chosen, and the initial choice of the others. */
export function valuesOf(blocks: readonly Block[], chosen: Json): Values {
  const values: Values = {};
  for (const { block, element } of elementsIn(blocks)) {
    if (!isStateful(element)) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const given = chosen[blockId];
    const own = isRecord(given) && isRecord(given[actionId]) ? given[actionId] : {};
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...initialChoice(element), ...own } };
  }
  return values;
}

/** The values with one more choice. */
export function withChoice(values: Json, block: Block, element: Json, choice: Json): Json {
  if (!isStateful(element)) return values;
  const blockId = String(block.block_id);
  const before = isRecord(values[blockId]) ? values[blockId] : {};
  return { ...values, [blockId]: { ...before, [String(element.action_id)]: { type: element.type, ...choice } } };
}
