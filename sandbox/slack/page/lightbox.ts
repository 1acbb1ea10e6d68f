import { h } from "./dom.ts";

/** An image in large; a click anywhere or Escape closes it. */
export function enlarge(src: string, alt: string): void {
  const dialog: HTMLDialogElement = h(
    "dialog",
    { class: "lightbox", on: { click: () => dialog.close(), close: () => dialog.remove() } },
    h("img", { attr: { src, alt } }),
    h("p", {}, alt),
  );
  document.body.append(dialog);
  dialog.showModal();
}
