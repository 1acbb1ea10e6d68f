import type { SeenFile } from "../control/types.ts";
import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { visible } from "./render/visible.ts";

/** A file under a message: pictures are shown and can be enlarged, the rest can be downloaded. */
export function drawFile(look: Look, file: SeenFile): HTMLElement {
  return /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype) ? picture(look, file) : card(look, file);
}

/** The largest a picture is shown before it is enlarged, in CSS pixels. */
const MOST = { width: 640, height: 420 };

/** Smaller ones could hardly be pressed. */
const LEAST = 32;

function picture(look: Look, file: SeenFile): HTMLElement {
  const title = visible(file.title);
  const alt = visible(file.alt) || title;
  const { width = MOST.width, height = MOST.height } = file;
  const shown = Math.max(LEAST, Math.round(Math.min(width, MOST.width, (MOST.height * width) / height)));
  return h(
    "figure",
    { class: "file-picture" },
    h("figcaption", {}, title),
    h(
      "button",
      {
        class: "image-button",
        css: { "--shown": `${shown}px` },
        attr: { type: "button", "aria-label": `${look.text.enlarge}: ${alt}` },
        on: { click: () => look.enlarge({ src: file.path, alt, title, width: file.width, height: file.height }) },
      },
      // With the size known the place is kept, and the list does not jump when the picture arrives.
      h("img", { attr: { src: file.path, alt, width: file.width, height: file.height } }),
    ),
  );
}

function card(look: Look, file: SeenFile): HTMLElement {
  const extension = file.name.includes(".") ? (file.name.split(".").pop() ?? "") : "";
  return h(
    "a",
    { class: "file-card", attr: { href: file.path, download: file.name, title: look.text.download } },
    h("span", { class: "file-kind", attr: { "aria-hidden": "true" } }, extension.slice(0, 4).toUpperCase() || "FILE"),
    h(
      "span",
      { class: "file-words" },
      h("strong", {}, visible(file.title)),
      h("small", {}, `${visible(file.name)} · ${sizeOf(file.size)}`),
    ),
    icon("download"),
  );
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
