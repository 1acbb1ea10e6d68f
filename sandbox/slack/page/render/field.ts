import { isRecord } from "../../blocks/is-record.ts";
import type { Json } from "../../entities.ts";
import { h } from "../dom.ts";
import { change, heldBy, hold, type Slot, tell } from "./surface.ts";
import { plainOf } from "./text-object.ts";

/** What is typed: a line, several lines, a number, an address. */
export function field(slot: Slot): HTMLElement {
  const { element } = slot;
  const isLong = element.multiline === true || element.type === "rich_text_input";
  const attr = {
    placeholder: plainOf(element.placeholder),
    minlength: optional(element.min_length),
    maxlength: optional(element.max_length),
    "data-action": String(element.action_id ?? ""),
  };
  const box = isLong
    ? h("textarea", { class: "field", attr: { ...attr, rows: 4 } })
    : h("input", {
        class: "field",
        attr: {
          ...attr,
          type: inputTypes[String(element.type)] ?? "text",
          min: optional(element.min_value),
          max: optional(element.max_value),
          step: element.is_decimal_allowed === true ? "any" : undefined,
        },
      });
  box.value = String(heldText(heldBy(slot)) ?? element.initial_value ?? "");
  box.autofocus = element.focus_on_load === true;
  const read = (): Json =>
    element.type === "rich_text_input" ? { rich_text_value: richText(box.value) } : { value: box.value || null };
  hold(slot, read());
  box.addEventListener("input", () => hold(slot, read()));
  const when = isRecord(element.dispatch_action_config) ? element.dispatch_action_config.trigger_actions_on : undefined;
  const onEachKey = Array.isArray(when) && when.includes("on_character_entered");
  if (slot.dispatches && onEachKey) box.addEventListener("input", () => void tell(slot, read()));
  box.addEventListener("keydown", (event) => {
    const { key, isComposing } = event as KeyboardEvent;
    if (key === "Enter" && !isLong && !isComposing && slot.dispatches && !onEachKey) void tell(slot, read());
  });
  return box;
}

const inputTypes: Record<string, string> = {
  email_text_input: "email",
  url_text_input: "url",
  number_input: "number",
};

/** Dates and times, by the browser's own pickers: they know every calendar, language and screen. */
export function datePicker(slot: Slot): HTMLElement {
  const { element, look } = slot;
  const held = heldBy(slot);
  const kind = kinds[String(element.type)] ?? kinds.datepicker;
  const epoch = Number(held?.selected_date_time ?? element.initial_date_time);
  const initial =
    kind.key === "selected_date_time" ? look.times.local(epoch) : (held?.[kind.key] ?? element[kind.initial]);
  const box = h("input", {
    class: "field date",
    attr: {
      type: kind.type,
      "aria-label": plainOf(element.placeholder) || look.text.pick[kind.type],
      "data-action": String(element.action_id ?? ""),
    },
    on: { change: () => void change(slot, read()) },
  });
  box.value = String(initial ?? "");
  const read = (): Json => {
    if (box.value === "") return { [kind.key]: null };
    return { [kind.key]: kind.key === "selected_date_time" ? look.times.epochOf(box.value) : box.value };
  };
  hold(slot, read());
  return box;
}

const kinds = {
  datepicker: { type: "date", key: "selected_date", initial: "initial_date" },
  timepicker: { type: "time", key: "selected_time", initial: "initial_time" },
  datetimepicker: { type: "datetime-local", key: "selected_date_time", initial: "initial_date_time" },
} as const satisfies Record<string, unknown> as Record<string, Kind> & { datepicker: Kind };

interface Kind {
  type: "date" | "time" | "datetime-local";
  key: string;
  initial: string;
}

function heldText(held: Json | undefined): unknown {
  if (!held) return undefined;
  if (!isRecord(held.rich_text_value)) return held.value;
  const sections = held.rich_text_value.elements as { elements: { text: string }[] }[];
  return sections.map((section) => section.elements.map((piece) => piece.text).join("")).join("\n");
}

function richText(text: string): Json | null {
  if (text === "") return null;
  const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
  return { type: "rich_text", elements: [section] };
}

function optional(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}
