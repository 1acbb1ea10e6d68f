import { isRecord } from "../blocks/is-record.ts";
import type { SeenView } from "../control/types.ts";
import type { Block, Json } from "../entities.ts";
import { type Child, h } from "./dom.ts";
import type { Look } from "./look.ts";
import { drawBlocks } from "./render/blocks.ts";
import { optionsOf } from "./render/elements.ts";
import { plainOf } from "./render/text-object.ts";

export interface ModalActs {
  /** Resolves to errors by block_id; empty when the modal was taken. */
  submit(values: Json): Promise<Record<string, string>>;
  close(): void;
}

/** A modal of the app: its blocks, its inputs, and what was typed into them in Slack's own form. */
export function drawModal(look: Look, view: SeenView, acts: ModalActs): HTMLDialogElement {
  const inputs: { block: Block; read: () => Json; error: HTMLElement }[] = [];
  const body = view.blocks.map((block) => {
    if (block.type !== "input" || !isRecord(block.element)) return drawBlocks(look, [block], { view_id: view.id });
    const { control, read } = inputFor(block.element);
    const error = h("div", { class: "input-error" });
    inputs.push({ block, read, error });
    return h("label", { class: "input" }, h("span", {}, plainOf(block.label)), control, error);
  });
  const submit = async (): Promise<void> => {
    const values: Json = {};
    for (const { block, read } of inputs) {
      const element = block.element as Json;
      values[String(block.block_id)] = { [String(element.action_id)]: { type: element.type, ...read() } };
    }
    const errors = await acts.submit(values);
    for (const { block, error } of inputs) error.textContent = errors[String(block.block_id)] ?? "";
  };
  const dialog: HTMLDialogElement = h(
    "dialog",
    {
      class: "dialog modal",
      on: {
        cancel: (event) => {
          event.preventDefault();
          acts.close();
        },
      },
    },
    h("h2", {}, view.title),
    h("div", { class: "dialog-body" }, body as Child[]),
    h(
      "div",
      { class: "dialog-buttons" },
      h(
        "button",
        { class: "button", attr: { type: "button" }, on: { click: acts.close } },
        view.close || look.text.cancel,
      ),
      view.submit !== "" &&
        h(
          "button",
          { class: "button primary", attr: { type: "button" }, on: { click: () => void submit() } },
          view.submit,
        ),
    ),
  );
  return dialog;
}

/** A plain control for an input element, and how its value reads in `view.state.values`. */
function inputFor(element: Json): { control: HTMLElement; read: () => Json } {
  const initial = String(element.initial_value ?? element.initial_date ?? "");
  if (Array.isArray(element.options)) return choice(element);
  if (element.type === "plain_text_input" && element.multiline === true) {
    const control = h("textarea", { attr: { rows: 4, placeholder: plainOf(element.placeholder) } }, initial);
    return { control, read: () => ({ value: control.value || null }) };
  }
  const isDate = element.type === "datepicker";
  const type = isDate ? "date" : element.type === "number_input" ? "number" : "text";
  const control = h("input", { attr: { type, value: initial, placeholder: plainOf(element.placeholder) } });
  return {
    control,
    read: () => (isDate ? { selected_date: control.value || null } : { value: control.value || null }),
  };
}

function choice(element: Json): { control: HTMLElement; read: () => Json } {
  const options = optionsOf(element);
  const many = element.type === "checkboxes" || String(element.type).startsWith("multi_");
  const control = h(
    "select",
    { class: "select", attr: { multiple: many } },
    options.map((option) => h("option", { attr: { value: String(option.value) } }, plainOf(option.text))),
  );
  return {
    control,
    read: () => {
      const chosen = options.filter((_, i) => control.options[i]?.selected);
      return many ? { selected_options: chosen } : { selected_option: chosen[0] ?? null };
    },
  };
}
