import { isRecord } from "../../blocks/is-record.ts";
import type { Block } from "../../entities.ts";
import { h } from "../dom.ts";
import { icon } from "../icon.ts";
import type { Look } from "../look.ts";
import { card, carousel, container, remoteFile, video } from "./card.ts";
import { chart } from "./chart.ts";
import { listOf } from "./choice.ts";
import { dataTable } from "./data-table.ts";
import { element } from "./elements.ts";
import { image } from "./image.ts";
import { input } from "./input.ts";
import { markdown } from "./markdown.ts";
import { richText } from "./rich-text.ts";
import type { Surface } from "./surface.ts";
import { table } from "./table.ts";
import { plan, taskCard } from "./task.ts";
import { textOf } from "./text-object.ts";

type Draw = (look: Look, block: Block, surface: Surface) => HTMLElement;

/** How each block looks. What is not here is shown as a box with its name: never dropped. */
const drawings: Record<string, Draw> = {
  section: (look, block, surface) =>
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
      isRecord(block.accessory) && h("div", { class: "accessory" }, element(look, surface, block, block.accessory)),
    ),
  markdown: (look, block) => h("div", {}, markdown(look, String(block.text ?? ""))),
  header: (look, block) => h("h3", { class: "header" }, textOf(look, block.text)),
  divider: () => h("hr"),
  context: (look, block) =>
    h(
      "div",
      { class: "context" },
      listOf(block.elements).map((one) =>
        one.type === "image" ? image(look, one, "inline") : h("span", {}, textOf(look, one)),
      ),
    ),
  actions: (look, block, surface) => pressable("actions", look, block, surface),
  context_actions: (look, block, surface) => pressable("context-actions", look, block, surface),
  input,
  image: (look, block) => image(look, block, "block"),
  rich_text: richText,
  table,
  data_table: dataTable,
  data_visualization: chart,
  task_card: taskCard,
  plan,
  alert: (look, block) => {
    const level = ["info", "warning", "error", "success"].find((one) => one === block.level) ?? "default";
    const sign = level === "success" ? "check" : level === "warning" || level === "error" ? "warning" : "info";
    const role = level === "warning" || level === "error" ? "alert" : "note";
    return h("div", { class: `alert ${level}`, attr: { role } }, icon(sign), h("div", {}, textOf(look, block.text)));
  },
  card,
  carousel,
  container: (look, block, surface) => container(look, block, (blocks) => drawBlocks(look, blocks, surface)),
  video,
  file: remoteFile,
};

export function drawBlocks(look: Look, blocks: readonly Block[], surface: Surface): HTMLElement[] {
  return blocks.map((block) => drawBlock(look, block, surface));
}

export function drawBlock(look: Look, block: Block, surface: Surface): HTMLElement {
  const made = (drawings[block.type] ?? unknown)(look, block, surface);
  made.classList.add("block");
  made.dataset.type = block.type;
  return made;
}

function pressable(name: string, look: Look, block: Block, surface: Surface): HTMLElement {
  return h(
    "div",
    { class: name },
    listOf(block.elements).map((one) => element(look, surface, block, one)),
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
