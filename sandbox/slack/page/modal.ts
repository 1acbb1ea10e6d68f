import { isRecord } from "../blocks/is-record.ts";
import type { SeenView } from "../control/types.ts";
import type { Block, Json } from "../entities.ts";
import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { drawBlocks } from "./render/blocks.ts";
import type { Surface } from "./render/surface.ts";

export interface ModalActs {
  /** Resolves to errors by block_id; empty when the modal was taken. */
  submit(values: Surface["values"]): Promise<Record<string, string>>;
  close(): void;
}

/** A modal of the app: its blocks, its inputs, and what is wrong with what was typed, next to where it was. */
export function drawModal(look: Look, view: SeenView, values: Surface["values"], acts: ModalActs): HTMLDialogElement {
  const surface: Surface = { place: { view_id: view.id }, values };
  const body = h("div", { class: "dialog-body" }, drawBlocks(look, view.blocks, surface));
  const send = h("button", { class: "button primary", attr: { type: "submit" } }, view.submit);

  function showErrors(errors: Record<string, string>): void {
    for (const part of body.querySelectorAll<HTMLElement>(".input[data-block]")) {
      const message = errors[part.dataset.block ?? ""] ?? "";
      part.classList.toggle("wrong", message !== "");
      const line = part.querySelector(".input-error");
      if (line) line.textContent = message;
    }
    body.querySelector<HTMLElement>(".input.wrong :is(input, textarea, button)")?.focus();
  }

  async function submit(): Promise<void> {
    if (send.ariaBusy === "true") return;
    const found = problemsOf(look, view.blocks, body, values);
    showErrors(found);
    if (Object.keys(found).length > 0) return;
    send.ariaBusy = "true";
    showErrors(await acts.submit(values));
    send.ariaBusy = null;
  }

  const form = h(
    "form",
    {
      attr: { novalidate: true },
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    h(
      "div",
      { class: "dialog-head" },
      h("h2", {}, view.title),
      h(
        "button",
        { class: "icon-button", attr: { type: "button", "aria-label": look.text.close }, on: { click: acts.close } },
        icon("close"),
      ),
    ),
    body,
    h(
      "div",
      { class: "dialog-buttons" },
      h(
        "button",
        { class: "button", attr: { type: "button" }, on: { click: acts.close } },
        view.close || look.text.cancel,
      ),
      view.submit !== "" && send,
    ),
  );
  return h(
    "dialog",
    {
      class: "dialog modal",
      attr: { "aria-label": view.title },
      on: {
        cancel: (event) => {
          event.preventDefault();
          acts.close();
        },
        // Ctrl+Enter sends from a field of several lines too.
        keydown: (event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        },
      },
    },
    form,
  );
}

/** What Slack itself finds wrong before the app is asked: what is missing, and what the browser's fields object to. */
function problemsOf(
  look: Look,
  blocks: readonly Block[],
  body: HTMLElement,
  values: Surface["values"],
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== "input" || !isRecord(block.element)) continue;
    const id = String(block.block_id ?? "");
    const value = values[id]?.[String(block.element.action_id)];
    if (block.optional !== true && isEmpty(value)) problems[id] = look.text.required;
    const field = body.querySelector<HTMLInputElement>(`[data-block="${CSS.escape(id)}"] :is(input, textarea).field`);
    if (field && field.value !== "" && !field.validity.valid) problems[id] = field.validationMessage;
  }
  return problems;
}

function isEmpty(value: Json | undefined): boolean {
  const held = Object.entries(value ?? {}).filter(([key]) => key !== "type");
  return held.every(
    ([, one]) => one === null || one === undefined || one === "" || (Array.isArray(one) && one.length === 0),
  );
}
