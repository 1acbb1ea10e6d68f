import type { Json } from "../entities.ts";
import { type Child, h } from "./dom.ts";
import type { Look } from "./look.ts";
import { plainOf, textOf } from "./render/text-object.ts";
import { showDialog } from "./show-dialog.ts";

interface Question {
  title: string;
  body: Child;
  yes: string;
  no: string;
  danger: boolean;
}

/** Slack's confirm dialog of an element; resolves to whether the person went on. */
export function askToConfirm(look: Look, confirm: Json): Promise<boolean> {
  return askPerson({
    title: plainOf(confirm.title),
    body: textOf(look, confirm.text),
    yes: plainOf(confirm.confirm) || look.text.confirm,
    no: plainOf(confirm.deny) || look.text.cancel,
    danger: confirm.style === "danger",
  });
}

export function askPerson({ title, body, yes, no, danger }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (label: string, value: string, kind: string): HTMLButtonElement =>
      h(
        "button",
        { class: `button ${kind}`, attr: { type: "button" }, on: { click: () => dialog.close(value) } },
        label,
      );
    const go = answer(yes, "yes", danger ? "danger filled" : "primary");
    const dialog = h(
      "dialog",
      { class: "dialog", attr: { "aria-label": title }, on: { close: () => finish(dialog.returnValue === "yes") } },
      h("h2", {}, title),
      h("div", { class: "dialog-body" }, body),
      h("div", { class: "dialog-buttons" }, answer(no, "no", ""), go),
    );
    function finish(isYes: boolean): void {
      resolve(isYes);
    }
    showDialog(dialog);
    go.focus();
  });
}
