import type { SeenMessage } from "../control/types.ts";
import { asTyped } from "./as-typed.ts";
import { createCompletionList } from "./completion-list.ts";
import { h } from "./dom.ts";
import type { Look } from "./look.ts";

/** A message's words in a field; `done` gets the new ones, or nothing when it was given up. */
export function messageEditor(look: Look, message: SeenMessage, done: (typed?: string) => void): HTMLElement {
  const { text } = look;
  const input = h("textarea", {
    class: "field",
    attr: { rows: 2, "aria-label": text.edit },
    on: {
      input: () => list.update(look),
      keydown: (event) => {
        if (event.isComposing || list.key(event)) return;
        if (event.key === "Escape") done();
        else if (event.key === "Enter" && !event.shiftKey) save();
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  });
  const list = createCompletionList(input, () => undefined);
  input.value = asTyped(look, message.text);
  function save(): void {
    if (input.value.trim() !== "") done(input.value);
  }
  return h(
    "div",
    { class: "editor" },
    list.element,
    input,
    h(
      "div",
      { class: "dialog-buttons" },
      h("button", { class: "button small", attr: { type: "button" }, on: { click: () => done() } }, text.cancel),
      h("button", { class: "button primary small", attr: { type: "button" }, on: { click: save } }, text.save),
    ),
  );
}
