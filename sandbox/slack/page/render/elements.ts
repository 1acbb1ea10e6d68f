import { isRecord } from "../../blocks/is-record.ts";
import type { Block, Json } from "../../entities.ts";
import { askToConfirm } from "../confirm.ts";
import { h } from "../dom.ts";
import { type IconName, icon } from "../icon.ts";
import type { Look } from "../look.ts";
import { openMenu } from "../menu.ts";
import { choice, optionsOf } from "./choice.ts";
import { datePicker, field } from "./field.ts";
import { image } from "./image.ts";
import { openOutside } from "./link.ts";
import { select } from "./select.ts";
import { type Slot, type Surface, tell } from "./surface.ts";
import { plainOf } from "./text-object.ts";

/** Draws what can be pressed, chosen or typed into. */
const drawings: Record<string, (slot: Slot) => HTMLElement> = {
  button,
  workflow_button: button,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  overflow,
  radio_buttons: choice,
  checkboxes: choice,
  datepicker: datePicker,
  timepicker: datePicker,
  datetimepicker: datePicker,
  plain_text_input: field,
  email_text_input: field,
  url_text_input: field,
  number_input: field,
  rich_text_input: field,
  image: ({ look, element }) => image(look, element, "accessory"),
};

export function element(look: Look, surface: Surface, block: Block, given: Json, dispatches = true): HTMLElement {
  const type = String(given.type);
  const draw = /_select$/.test(type) ? select : drawings[type];
  if (!draw) return h("span", { class: "unknown" }, look.text.unknownBlock(type));
  // What asks before it acts does so for all kinds alike.
  return draw({ look: asking(look, given), surface, block, element: given, dispatches });
}

/** The same look, whose presses first show the element's confirm dialog. */
function asking(look: Look, given: Json): Look {
  const { confirm } = given;
  if (!isRecord(confirm)) return look;
  return {
    ...look,
    async press(surface, pressed) {
      if (await askToConfirm(look, confirm)) await look.press(surface, pressed);
    },
  };
}

function button(slot: Slot): HTMLElement {
  const { element: given } = slot;
  const made = h(
    "button",
    {
      class: `button ${given.style === "primary" || given.style === "danger" ? given.style : ""}`,
      attr: { type: "button", "aria-label": String(given.accessibility_label ?? "") || undefined },
      data: { action: String(given.action_id ?? "") },
      on: { click: () => void whileBusy(made, press) },
    },
    plainOf(given.text),
    typeof given.url === "string" && icon("external"),
  );
  async function press(): Promise<void> {
    if (typeof given.url === "string") openOutside(given.url);
    await tell(slot, given.value === undefined ? {} : { value: given.value });
  }
  return made;
}

function feedbackButtons(slot: Slot): HTMLElement {
  const { look, element: given } = slot;
  const both: HTMLButtonElement[] = [];
  const side = (which: unknown, sign: IconName, fallback: string): HTMLElement => {
    const label = (isRecord(which) && plainOf(which.text)) || fallback;
    const made = h(
      "button",
      {
        class: "icon-button",
        attr: { type: "button", title: label, "aria-label": label, "aria-pressed": "false" },
        on: {
          click: () => {
            for (const one of both) one.setAttribute("aria-pressed", String(one === made));
            void whileBusy(made, () => tell(slot, { value: isRecord(which) ? which.value : "" }));
          },
        },
      },
      icon(sign),
    );
    both.push(made);
    return made;
  };
  return h(
    "span",
    { class: "feedback" },
    side(given.positive_button, "thumbUp", look.text.helpful),
    side(given.negative_button, "thumbDown", look.text.notHelpful),
  );
}

function iconButton(slot: Slot): HTMLElement {
  const { element: given, look } = slot;
  const label = plainOf(given.text);
  const onlyFor = given.visible_to_user_ids;
  const made = h(
    "button",
    {
      class: "icon-button",
      attr: {
        type: "button",
        title: label,
        "aria-label": label,
        hidden: Array.isArray(onlyFor) && !onlyFor.includes(look.me.id),
      },
      on: { click: () => void whileBusy(made, () => tell(slot, { value: given.value })) },
    },
    given.icon === "trash" ? icon("trash") : label,
  );
  return made;
}

function overflow(slot: Slot): HTMLElement {
  const label = slot.look.text.more;
  const made = h(
    "button",
    {
      class: "icon-button overflow",
      attr: { type: "button", title: label, "aria-label": label, "aria-haspopup": "menu" },
      on: {
        click: () =>
          openMenu(
            made,
            label,
            optionsOf(slot.element).map((option) => ({
              label: plainOf(option.text),
              note: plainOf(option.description),
              run: () => {
                if (typeof option.url === "string") openOutside(option.url);
                void tell(slot, { selected_option: option });
              },
            })),
          ),
      },
    },
    icon("more"),
  );
  return made;
}

/** Keeps a second press out until the first has come back. */
async function whileBusy(pressed: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (pressed.ariaBusy === "true") return;
  // Not `disabled`: that would take the focus away from who presses by keyboard.
  pressed.ariaBusy = "true";
  try {
    await work();
  } finally {
    pressed.ariaBusy = null;
  }
}
