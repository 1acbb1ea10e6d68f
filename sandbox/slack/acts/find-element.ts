import { isRecord } from "../blocks/is-record.ts";
import type { Block, Json } from "../entities.ts";

export interface Found {
  block: Block;
  element: Json;
}

export interface Wanted {
  action_id: string;
  block_id?: string | undefined;
  /** What is chosen or typed; for a button, which of several of one action_id. */
  value?: string | undefined;
  /** The same in Slack's form, for example `{selected_options: [...]}`; wins over `value`. */
  chosen?: Json | undefined;
}

/** Every element of these blocks that a person can act on, inside cards and containers too. */
export function elementsIn(blocks: readonly Block[]): Found[] {
  return blocks.flatMap((block): Found[] => {
    const own = [...listOf(block.elements), ...listOf(block.actions), block.accessory, block.element].filter(isRecord);
    const inner = [...listOf(block.child_blocks), ...(block.type === "carousel" ? listOf(block.elements) : [])];
    return [
      ...own.filter((one) => typeof one.action_id === "string").map((element) => ({ block, element })),
      ...elementsIn(inner.filter(isRecord) as Block[]),
    ];
  });
}

/** The element that is meant, among those this person is shown. */
export function findElement(blocks: readonly Block[], wanted: Wanted, person: string): Found | undefined {
  return elementsIn(blocks).find(
    ({ block, element }) =>
      (wanted.block_id === undefined || block.block_id === wanted.block_id) &&
      element.action_id === wanted.action_id &&
      isShownTo(element, person) &&
      isThisButton(element, wanted.value),
  );
}

function isShownTo(element: Json, person: string): boolean {
  const only = element.visible_to_user_ids;
  return !Array.isArray(only) || only.length === 0 || only.includes(person);
}

function isThisButton(element: Json, value: string | undefined): boolean {
  return element.type !== "button" || value === undefined || String(element.value ?? "") === value;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
