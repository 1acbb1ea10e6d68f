import { isRecord } from "../blocks/is-record.ts";
import type { Block, Json } from "../entities.ts";

export interface Found {
  block: Block;
  element: Json;
}

export interface Wanted {
  action_id: string;
  block_id?: string | undefined;
  value?: string | undefined;
}

/** The interactive element that is meant, among those that are really there. */
export function findElement(blocks: readonly Block[], wanted: Wanted): Found | undefined {
  for (const block of blocks) {
    if (wanted.block_id !== undefined && block.block_id !== wanted.block_id) continue;
    for (const element of elementsOf(block)) {
      if (element.action_id === wanted.action_id && offers(element, wanted.value)) return { block, element };
    }
  }
  return undefined;
}

function elementsOf(block: Block): Json[] {
  const nested = Array.isArray(block.elements) ? block.elements : [];
  return [...nested, block.accessory, block.element].filter(isRecord);
}

/** Several elements may share an action_id; a value then says which one. */
function offers(element: Json, value: string | undefined): boolean {
  return value === undefined || optionsOf(element).length === 0 || optionsOf(element).includes(value);
}

function optionsOf(element: Json): string[] {
  if (element.type === "button") return [String(element.value ?? "")];
  if (element.type === "feedback_buttons") {
    return [element.positive_button, element.negative_button].map((one) => String(isRecord(one) ? one.value : ""));
  }
  if (!Array.isArray(element.options)) return [];
  return element.options.map((option: unknown) => String(isRecord(option) ? option.value : ""));
}

/** The entry of `actions` for pressing or choosing this. */
export function actionOf({ block, element }: Found, value: string | undefined, actionTs: string): Json {
  const common = { type: element.type, action_id: element.action_id, block_id: block.block_id, action_ts: actionTs };
  if (element.type === "button") {
    const { text, value: own, style, url } = element;
    return { ...common, text, ...(own === undefined ? {} : { value: own }), ...(style ? { style } : {}), url };
  }
  if (element.type === "feedback_buttons") {
    const sides = [element.positive_button, element.negative_button].filter(isRecord);
    const side = sides.find((one) => one.value === value) ?? sides[0];
    return { ...common, value: side?.value, text: side?.text };
  }
  if (Array.isArray(element.options)) {
    return { ...common, selected_option: element.options.find((one: unknown) => isRecord(one) && one.value === value) };
  }
  return { ...common, value };
}
