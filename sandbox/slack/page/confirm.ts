import type { Json } from "../entities.ts";
import { h } from "./dom.ts";
import type { Look } from "./look.ts";
import { plainOf, textOf } from "./render/text-object.ts";

/** Slack's confirm dialog of a button; resolves to whether the person went on. */
export function askToConfirm(look: Look, confirm: Json): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "dialog", on: { close: () => finish(dialog.returnValue === "yes") } },
      h("h2", {}, plainOf(confirm.title)),
      h("div", { class: "dialog-body" }, textOf(look, confirm.text)),
      h(
        "div",
        { class: "dialog-buttons" },
        h("button", { class: "button", attr: { type: "button" }, on: { click: () => dialog.close("no") } }, [
          plainOf(confirm.deny) || look.text.cancel,
        ]),
        h(
          "button",
          {
            class: `button ${confirm.style === "danger" ? "danger" : "primary"}`,
            attr: { type: "button" },
            on: { click: () => dialog.close("yes") },
          },
          plainOf(confirm.confirm) || look.text.confirm,
        ),
      ),
    );
    function finish(yes: boolean): void {
      dialog.remove();
      resolve(yes);
    }
    document.body.append(dialog);
    dialog.showModal();
  });
}
