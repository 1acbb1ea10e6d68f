import type { Block, Json } from "../../entities.ts";
import type { ButtonPlace } from "../api.ts";
import type { Look } from "../look.ts";

/** Where blocks stand, and what people have put into the controls there: Slack's `state.values`. */
export interface Surface {
  place: ButtonPlace;
  /** By block_id, then action_id. */
  values: Record<string, Record<string, Json>>;
}

/** One control of a block: what it holds, and what happens when that changes. */
export interface Slot {
  look: Look;
  surface: Surface;
  block: Block;
  element: Json;
  /** An `input` block tells the app only when it asks for it by `dispatch_action`. */
  dispatches: boolean;
}

/** What the control holds now, or held before this was drawn again. */
export function heldBy({ surface, block, element }: Slot): Json | undefined {
  return surface.values[String(block.block_id)]?.[String(element.action_id)];
}

/** Keeps the value without telling anybody, as with what stands in a control from the start. */
export function hold({ surface, block, element }: Slot, value: Json): void {
  const held = surface.values[String(block.block_id)] ?? {};
  held[String(element.action_id)] = { type: element.type, ...value };
  surface.values[String(block.block_id)] = held;
}

/** Keeps the value and tells the app, if it wants to hear of it. */
export async function change(slot: Slot, value: Json): Promise<void> {
  hold(slot, value);
  if (slot.dispatches) await tell(slot, value);
}

/** A press on this element, in Slack's own form: `{selected_option}`, `{selected_date}`, `{value}` and so on. */
export function tell({ look, surface, block, element }: Slot, chosen: Json): Promise<void> {
  return look.press(surface, {
    action_id: String(element.action_id ?? ""),
    block_id: block.block_id,
    chosen,
  });
}
