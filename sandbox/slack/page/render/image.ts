import { isRecord } from "../../blocks/is-record.ts";
import type { Json } from "../../entities.ts";
import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { plainOf } from "./text-object.ts";

/** An image of a block. Files of this workspace are shown; outside addresses are named, not loaded. */
export function image(look: Look, given: Json, size: "block" | "accessory" | "inline"): HTMLElement {
  const alt = String(given.alt_text ?? "");
  const file = isRecord(given.slack_file) ? String(given.slack_file.id ?? given.slack_file.url ?? "") : "";
  const id = /F0[0-9A-F]{10}/.exec(file)?.[0];
  if (!id) {
    return h("span", { class: `image-outside ${size}`, attr: { title: String(given.image_url ?? "") } }, [
      h("span", { class: "image-outside-note" }, look.text.externalImage),
      alt,
    ]);
  }
  const src = `/control/file/${id}`;
  const picture = h("img", { class: `image ${size}`, attr: { src, alt, loading: "lazy" } });
  if (size === "inline") return picture;
  return h(
    "figure",
    { class: `figure ${size}` },
    plainOf(given.title) !== "" && h("figcaption", {}, plainOf(given.title)),
    h(
      "button",
      {
        class: "image-button",
        attr: { type: "button", "aria-label": alt },
        on: { click: () => look.enlarge(src, alt) },
      },
      picture,
    ),
  );
}
