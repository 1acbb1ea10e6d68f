import type { SeenFile } from "../control/types.ts";
import { h } from "./dom.ts";
import type { Look } from "./look.ts";

/** A file under a message: pictures are shown and can be enlarged, the rest can be downloaded. */
export function drawFile(look: Look, file: SeenFile): HTMLElement {
  return file.mimetype.startsWith("image/") && file.mimetype !== "image/svg+xml"
    ? picture(look, file)
    : card(look, file);
}

/** The largest a picture is shown before it is enlarged, in CSS pixels. */
const MOST = { width: 640, height: 420 };

function picture(look: Look, file: SeenFile): HTMLElement {
  const alt = file.alt || file.title;
  const { width = MOST.width, height = MOST.height } = file;
  const shown = Math.round(Math.min(width, MOST.width, (MOST.height * width) / height));
  return h(
    "figure",
    { class: "file-picture" },
    h("figcaption", {}, file.title),
    h(
      "button",
      {
        class: "image-button",
        css: { "--shown": `${shown}px` },
        attr: { type: "button", "aria-label": alt },
        on: { click: () => look.enlarge(file.path, alt) },
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
      h("strong", {}, file.title),
      h("small", {}, `${file.name} · ${size(file.size)}`),
    ),
  );
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
