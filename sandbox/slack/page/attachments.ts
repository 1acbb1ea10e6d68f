import { fill, h } from "./dom.ts";
import { sizeOf } from "./files.ts";
import { icon } from "./icon.ts";
import type { Text } from "./text/text.ts";

/** The files that will go out with the message being written. */
export interface Attachments {
  element: HTMLElement;
  show(text: Text): void;
  /** Opens the browser's own dialog. */
  choose(): void;
  add(files: readonly File[]): void;
  clear(): void;
  files(): readonly File[];
}

export function createAttachments(onChange: () => void): Attachments {
  let chosen: File[] = [];
  let text: Text | undefined;
  const chooser = h("input", {
    attr: { type: "file", multiple: true, hidden: true },
    on: {
      change: () => {
        add([...(chooser.files ?? [])]);
        chooser.value = "";
      },
    },
  });
  const list = h("div", { class: "attached" });

  function add(files: readonly File[]): void {
    chosen = [...chosen, ...files];
    draw();
  }

  function draw(): void {
    fill(
      list,
      chosen.map((file) =>
        h(
          "span",
          { class: "attached-file" },
          preview(file),
          h("span", { class: "attached-words" }, file.name, h("small", {}, sizeOf(file.size))),
          h(
            "button",
            {
              class: "icon-button",
              attr: { type: "button", "aria-label": `${text?.removeFile ?? ""}: ${file.name}` },
              on: {
                click: () => {
                  chosen = chosen.filter((one) => one !== file);
                  draw();
                },
              },
            },
            icon("close"),
          ),
        ),
      ),
    );
    onChange();
  }

  return {
    element: h("div", {}, chooser, list),
    show: (shown) => {
      text = shown;
    },
    choose: () => chooser.click(),
    add,
    clear() {
      chosen = [];
      draw();
    },
    files: () => chosen,
  };
}

const SIDE = 40;

/** Drawn on a canvas: the page's policy lets no picture in that does not come from its own server. */
function preview(file: File): HTMLElement {
  const canvas = h("canvas", { class: "attached-picture", attr: { width: SIDE, height: SIDE, "aria-hidden": "true" } });
  if (!file.type.startsWith("image/")) return h("span", { class: "attached-picture" }, icon("attach"));
  createImageBitmap(file).then(
    (bitmap) => {
      const scale = SIDE / Math.min(bitmap.width, bitmap.height);
      const [width, height] = [bitmap.width * scale, bitmap.height * scale];
      canvas.getContext("2d")?.drawImage(bitmap, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
    },
    // Not a picture after all: the empty square says enough beside its name.
    () => canvas.classList.add("blank"),
  );
  return canvas;
}
