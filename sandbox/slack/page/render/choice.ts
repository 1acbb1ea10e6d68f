import { isRecord } from "../../blocks/is-record.ts";
import type { Json } from "../../entities.ts";
import { h } from "../dom.ts";
import { change, heldBy, hold, type Slot } from "./surface.ts";
import { textOf } from "./text-object.ts";

/** Radio buttons and checkboxes, each with its words and the small line under it. */
export function choice(slot: Slot): HTMLElement {
  const { look, element } = slot;
  const many = element.type === "checkboxes";
  const options = optionsOf(element);
  const held = heldBy(slot);
  const chosen = new Set(
    (many
      ? listOf(held?.selected_options ?? element.initial_options)
      : [held?.selected_option ?? element.initial_option].filter(isRecord)
    ).map((option) => String(option.value)),
  );
  const boxes = options.map((option) =>
    h("input", {
      attr: {
        type: many ? "checkbox" : "radio",
        name: `${slot.block.block_id}:${String(element.action_id)}`,
        checked: chosen.has(String(option.value)),
      },
      on: { change: () => void change(slot, read()) },
    }),
  );
  const read = (): Json => {
    const now = options.filter((_, i) => boxes[i]?.checked);
    return many ? { selected_options: now } : { selected_option: now[0] ?? null };
  };
  hold(slot, read());
  return h(
    "div",
    { class: "choice", attr: { role: many ? "group" : "radiogroup" } },
    options.map((option, i) =>
      h(
        "label",
        { class: "choice-line" },
        boxes[i],
        h(
          "span",
          {},
          textOf(look, option.text),
          isRecord(option.description) && h("small", {}, textOf(look, option.description)),
        ),
      ),
    ),
  );
}

/** The options of a menu, those in groups among them. */
export function optionsOf(element: Json): Json[] {
  return [...listOf(element.options), ...listOf(element.option_groups).flatMap((group) => listOf(group.options))];
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
