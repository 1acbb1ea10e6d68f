import { isRecord } from "../../blocks/is-record.ts";
import type { Block, Json } from "../../entities.ts";
import type { ButtonPlace } from "../api.ts";
import { askToConfirm } from "../confirm.ts";
import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { plainOf } from "./text-object.ts";

/** The things that can be pressed. */

export function button(look: Look, place: ButtonPlace, block: Block, element: Json): HTMLElement {
  const made = h(
    "button",
    {
      class: `button ${String(element.style ?? "")}`,
      attr: { type: "button", "aria-label": String(element.accessibility_label ?? "") || undefined },
      data: { action: String(element.action_id ?? "") },
      on: { click: () => void press() },
    },
    plainOf(element.text),
  );
  async function press(): Promise<void> {
    if (isRecord(element.confirm) && !(await askToConfirm(look, element.confirm))) return;
    if (/^https?:\/\//i.test(String(element.url))) window.open(String(element.url), "_blank", "noopener,noreferrer");
    await whileBusy(made, () => look.press(place, pressed(block, element, element.value)));
  }
  return made;
}

export function feedbackButtons(look: Look, place: ButtonPlace, block: Block, element: Json): HTMLElement {
  const side = (which: unknown, sign: string, fallback: string): HTMLElement => {
    const label = (isRecord(which) && plainOf(which.text)) || fallback;
    const made: HTMLButtonElement = h(
      "button",
      {
        class: "icon-button",
        attr: { type: "button", title: label, "aria-label": label },
        on: {
          click: () =>
            void whileBusy(made, () => look.press(place, pressed(block, element, isRecord(which) ? which.value : ""))),
        },
      },
      sign,
    );
    return made;
  };
  return h(
    "span",
    { class: "feedback" },
    side(element.positive_button, "👍", look.text.helpful),
    side(element.negative_button, "👎", look.text.notHelpful),
  );
}

export function select(look: Look, place: ButtonPlace, block: Block, element: Json): HTMLElement {
  const made = h(
    "select",
    {
      class: "select",
      on: { change: () => void look.press(place, pressed(block, element, made.value)) },
    },
    h("option", { attr: { value: "", disabled: true, selected: true } }, plainOf(element.placeholder)),
    optionsOf(element).map((option) =>
      h("option", { attr: { value: String(option.value ?? "") } }, plainOf(option.text)),
    ),
  );
  return made;
}

export function optionsOf(element: Json): Json[] {
  return Array.isArray(element.options) ? element.options.filter(isRecord) : [];
}

export function pressed(block: Block, element: Json, value: unknown) {
  return {
    action_id: String(element.action_id ?? ""),
    block_id: block.block_id,
    value: value === undefined ? undefined : String(value),
  };
}

/** Keeps a second press out until the first has come back. */
async function whileBusy(element: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  element.disabled = true;
  element.classList.add("busy");
  try {
    await work();
  } finally {
    element.disabled = false;
    element.classList.remove("busy");
  }
}
