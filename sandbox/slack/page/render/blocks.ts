import { isRecord } from "../../blocks/is-record.ts";
import type { Block, Json } from "../../entities.ts";
import type { ButtonPlace } from "../api.ts";
import { type Child, h } from "../dom.ts";
import type { Look } from "../look.ts";
import { button, feedbackButtons, pressed, select } from "./elements.ts";
import { image } from "./image.ts";
import { markdown } from "./markdown.ts";
import { richText } from "./rich-text.ts";
import { table } from "./table.ts";
import { plan, taskCard } from "./task.ts";
import { textOf } from "./text-object.ts";

type Draw = (look: Look, block: Block, place: ButtonPlace) => HTMLElement;

/** How each block looks. What is not here is shown as a box with its name: never dropped. */
const drawings: Record<string, Draw> = {
  section: (look, block, place) =>
    h(
      "div",
      { class: "section" },
      h(
        "div",
        { class: "section-body" },
        block.text !== undefined && h("div", { class: "section-text" }, textOf(look, block.text)),
        Array.isArray(block.fields) &&
          h(
            "div",
            { class: "fields" },
            block.fields.map((field: unknown) => h("div", {}, textOf(look, field))),
          ),
      ),
      isRecord(block.accessory) && h("div", { class: "accessory" }, element(look, place, block, block.accessory)),
    ),
  markdown: (look, block) => h("div", {}, markdown(look, String(block.text ?? ""))),
  header: (look, block) => h("h3", { class: "header" }, textOf(look, block.text)),
  divider: () => h("hr"),
  context: (look, block) =>
    h(
      "div",
      { class: "context" },
      elementsOf(block).map((one) =>
        one.type === "image" ? image(look, one, "inline") : h("span", {}, textOf(look, one)),
      ),
    ),
  actions: (look, block, place) =>
    h(
      "div",
      { class: "actions" },
      elementsOf(block).map((one) => element(look, place, block, one)),
    ),
  context_actions: (look, block, place) =>
    h(
      "div",
      { class: "context-actions" },
      elementsOf(block).map((one) => element(look, place, block, one)),
    ),
  image: (look, block) => image(look, block, "block"),
  rich_text: (look, block) => richText(look, block),
  table: (look, block) => table(look, block),
  data_table: (look, block) => table(look, block),
  task_card: (look, block) => taskCard(look, block),
  plan: (look, block) => plan(look, block),
  alert: (look, block) => h("div", { class: `alert ${String(block.level ?? "default")}` }, textOf(look, block.text)),
};

export function drawBlocks(look: Look, blocks: readonly Block[], place: ButtonPlace): HTMLElement[] {
  return blocks.map((block) => {
    const made = (drawings[block.type] ?? unknown)(look, block, place);
    made.classList.add("block");
    return made;
  });
}

function element(look: Look, place: ButtonPlace, block: Block, given: Json): Child {
  switch (given.type) {
    case "button":
      return button(look, place, block, given);
    case "feedback_buttons":
      return feedbackButtons(look, place, block, given);
    case "icon_button":
      return iconButton(look, place, block, given);
    case "image":
      return image(look, given, "accessory");
    case "static_select":
    case "overflow":
      return select(look, place, block, given);
    default:
      return h("span", { class: "unknown" }, look.text.unknownBlock(String(given.type)));
  }
}

function iconButton(look: Look, place: ButtonPlace, block: Block, given: Json): HTMLElement {
  const label = isRecord(given.text) ? String(given.text.text) : "";
  return h(
    "button",
    {
      class: "icon-button",
      attr: { type: "button", title: label, "aria-label": label },
      on: { click: () => void look.press(place, pressed(block, given, given.value)) },
    },
    given.icon === "trash" ? "🗑" : label,
  );
}

function unknown(look: Look, block: Block): HTMLElement {
  return h(
    "details",
    { class: "unknown" },
    h("summary", {}, look.text.unknownBlock(block.type)),
    h("pre", {}, h("code", {}, JSON.stringify(block, null, 2))),
  );
}

function elementsOf(block: Block): Json[] {
  return Array.isArray(block.elements) ? block.elements.filter(isRecord) : [];
}
