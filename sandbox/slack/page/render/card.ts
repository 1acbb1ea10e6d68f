import { isRecord } from "../../blocks/is-record.ts";
import type { Block, Json } from "../../entities.ts";
import { type Child, h } from "../dom.ts";
import { icon } from "../icon.ts";
import type { Look } from "../look.ts";
import { listOf } from "./choice.ts";
import { element } from "./elements.ts";
import { image } from "./image.ts";
import { safeLink } from "./link.ts";
import { richText } from "./rich-text.ts";
import type { Surface } from "./surface.ts";
import { plainOf, textOf } from "./text-object.ts";
import { visible } from "./visible.ts";

/** Blocks that frame others: cards, rows of cards, containers, and what stands for something elsewhere. */

export function card(look: Look, block: Block, surface: Surface): HTMLElement {
  const part = (name: "title" | "subtitle" | "body"): Child =>
    isRecord(block[name]) && h("div", { class: `card-${name}` }, textOf(look, block[name]));
  const actions = listOf(block.actions);
  return h(
    "div",
    { class: "card" },
    isRecord(block.hero_image) && image(look, block.hero_image, "block"),
    h(
      "div",
      { class: "card-head" },
      isRecord(block.icon) && image(look, block.icon, "icon"),
      h("div", {}, part("title"), part("subtitle")),
    ),
    part("body"),
    actions.length > 0 &&
      h(
        "div",
        { class: "actions" },
        actions.map((one) => element(look, surface, block, one)),
      ),
  );
}

export function carousel(look: Look, block: Block, surface: Surface): HTMLElement {
  const cards = listOf(block.elements).map((one) =>
    h("li", {}, card(look, { block_id: block.block_id, ...one } as Block, surface)),
  );
  const track = h("ul", { class: "carousel-track", attr: { tabindex: 0 } }, cards);
  const move = (label: string, sign: "left" | "right", by: number): HTMLElement =>
    h(
      "button",
      {
        class: "icon-button",
        attr: { type: "button", title: label, "aria-label": label },
        on: { click: () => track.scrollBy({ left: by * track.clientWidth * 0.8, behavior: "smooth" }) },
      },
      icon(sign),
    );
  return h(
    "div",
    { class: "carousel" },
    track,
    cards.length > 1 &&
      h("div", { class: "pager" }, move(look.text.previousPage, "left", -1), move(look.text.nextPage, "right", 1)),
  );
}

export function container(look: Look, block: Block, draw: (blocks: Block[]) => HTMLElement[]): HTMLElement {
  const title = isRecord(block.rich_text_title)
    ? richText(look, block.rich_text_title as Block)
    : h("strong", {}, plainOf(block.title));
  const head: Child = [
    isRecord(block.icon) && image(look, block.icon, "icon"),
    h(
      "div",
      { class: "container-title" },
      title,
      isRecord(block.subtitle) && h("div", { class: "container-subtitle" }, textOf(look, block.subtitle)),
    ),
  ];
  const width = ["narrow", "standard", "wide", "full"].find((one) => one === block.width) ?? "standard";
  const body = h("div", { class: "container-body" }, draw(listOf(block.child_blocks) as Block[]));
  if (block.is_collapsible === true) {
    return h(
      "details",
      { class: `container ${width}`, attr: { open: block.default_collapsed !== true } },
      h("summary", {}, h("div", { class: "container-head" }, head)),
      body,
    );
  }
  const line = block.has_header_divider === true ? "container-head lined" : "container-head";
  return h("div", { class: `container ${width}` }, h("div", { class: line }, head), body);
}

/** A video of another site: named and linked, neither loaded nor played here. */
export function video(look: Look, block: Block): HTMLElement {
  const title = plainOf(block.title) || String(block.alt_text ?? "");
  const target = String(block.title_url ?? block.video_url ?? "");
  const by = [block.author_name, block.provider_name].filter((one): one is string => typeof one === "string");
  return h(
    "div",
    { class: "video" },
    h(
      "div",
      { class: "video-still", attr: { role: "img", "aria-label": String(block.alt_text ?? title) } },
      icon("play"),
    ),
    h(
      "div",
      { class: "video-words" },
      h("div", { class: "card-title" }, safeLink(target, title)),
      by.length > 0 && h("small", {}, visible(by.join(" · "))),
      isRecord(block.description) && h("div", {}, plainOf(block.description)),
      h("small", {}, look.text.externalVideo),
    ),
  );
}

/** A remote file: all a message knows of it is its name elsewhere. */
export function remoteFile(look: Look, block: Json): HTMLElement {
  return h(
    "div",
    { class: "file-card" },
    h("span", { class: "file-kind", attr: { "aria-hidden": "true" } }, icon("external")),
    h(
      "span",
      { class: "file-words" },
      h("strong", {}, visible(String(block.external_id ?? ""))),
      h("small", {}, look.text.remoteFile),
    ),
  );
}
