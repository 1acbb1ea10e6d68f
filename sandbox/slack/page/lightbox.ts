import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import { showDialog } from "./show-dialog.ts";
import type { Text } from "./text/text.ts";

export interface Picture {
  src: string;
  alt: string;
  title: string;
  width?: number | undefined;
  height?: number | undefined;
}

/** A picture over the whole screen: fitted to it first, in its natural size after a press on it; Escape closes. */
export function enlarge(picture: Picture, text: Text): void {
  const { src, alt, title } = picture;
  const image = h("img", { attr: { src, alt, width: picture.width, height: picture.height } });
  const field = h(
    "button",
    { class: "lightbox-field", attr: { type: "button", "aria-label": text.naturalSize }, on: { click: zoom } },
    image,
  );
  function zoom(event: MouseEvent): void {
    const at = image.getBoundingClientRect();
    const [x, y] = [(event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height];
    const isNatural = dialog.classList.toggle("natural");
    field.setAttribute("aria-label", isNatural ? text.fitToScreen : text.naturalSize);
    // What was under the pointer stays there.
    field.scrollLeft = x * image.offsetWidth - field.clientWidth / 2;
    field.scrollTop = y * image.offsetHeight - field.clientHeight / 2;
  }
  const dialog: HTMLDialogElement = h(
    "dialog",
    {
      class: "lightbox",
      attr: { "aria-label": title },
      on: {
        click: (event) => {
          if (event.target === dialog) dialog.close();
        },
      },
    },
    h(
      "div",
      { class: "lightbox-bar" },
      h("strong", {}, title),
      h(
        "a",
        {
          class: "icon-button",
          attr: { href: src, download: title, title: text.download, "aria-label": text.download },
        },
        icon("download"),
      ),
      h(
        "button",
        {
          class: "icon-button",
          attr: { type: "button", title: text.close, "aria-label": text.close },
          on: { click: () => dialog.close() },
        },
        icon("close"),
      ),
    ),
    field,
    h("p", { class: "lightbox-alt" }, alt),
  );
  showDialog(dialog);
  field.focus();
}
