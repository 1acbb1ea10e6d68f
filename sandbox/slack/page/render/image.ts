import { isRecord } from "../../blocks/is-record.ts";
import type { Json } from "../../entities.ts";
import { h } from "../dom.ts";
import { icon } from "../icon.ts";
import type { Look } from "../look.ts";
import { plainOf } from "./text-object.ts";
import { visible } from "./visible.ts";

/** An image of a block. Files of this workspace are shown; outside addresses are named, not loaded. */
export function image(look: Look, given: Json, size: "block" | "accessory" | "inline" | "icon"): HTMLElement {
  const alt = visible(String(given.alt_text ?? ""));
  const file = isRecord(given.slack_file) ? String(given.slack_file.id ?? given.slack_file.url ?? "") : "";
  const id = /F0[0-9A-F]{10}/.exec(file)?.[0];
  const isSmall = size === "inline" || size === "icon";
  if (!id) {
    const label = `${look.text.externalImage}: ${alt} ${visible(String(given.image_url ?? ""))}`.trim();
    return h(
      "span",
      { class: `image-outside ${size}`, attr: { role: "img", "aria-label": label, title: label } },
      icon("image"),
      !isSmall && h("span", {}, h("strong", {}, alt), h("small", {}, look.text.externalImage)),
    );
  }
  const src = `/control/file/${id}`;
  const picture = h("img", { class: `image ${size}`, attr: { src, alt, loading: "lazy" } });
  if (isSmall) return picture;
  const title = plainOf(given.title);
  return h(
    "figure",
    { class: `figure ${size}` },
    title !== "" && h("figcaption", {}, title),
    h(
      "button",
      {
        class: "image-button",
        attr: { type: "button", "aria-label": `${look.text.enlarge}: ${alt}` },
        on: { click: () => look.enlarge({ src, alt, title: title || alt }) },
      },
      picture,
    ),
  );
}
