import { isRecord } from "../../blocks/is-record.ts";
import type { Block } from "../../entities.ts";
import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { element } from "./elements.ts";
import type { Surface } from "./surface.ts";
import { plainOf } from "./text-object.ts";

/** An `input` block: its label, its control, the line under it, and room for what the app finds wrong with it. */
export function input(look: Look, block: Block, surface: Surface): HTMLElement {
  const hint = isRecord(block.hint) && h("div", { class: "input-hint" }, plainOf(block.hint));
  const label = h(
    "div",
    { class: "input-label" },
    plainOf(block.label),
    block.optional === true && h("span", { class: "input-optional" }, ` ${look.text.optional}`),
  );
  const control = isRecord(block.element)
    ? element(look, surface, block, block.element, block.dispatch_action === true)
    : null;
  const isGroup = control?.classList.contains("choice") === true;
  if (isGroup) control.setAttribute("aria-label", plainOf(block.label));
  return h(
    "div",
    { class: "input", data: { block: String(block.block_id ?? "") } },
    isGroup ? [label, control] : h("label", {}, label, control),
    hint,
    h("div", { class: "input-error", attr: { role: "alert" } }),
  );
}
