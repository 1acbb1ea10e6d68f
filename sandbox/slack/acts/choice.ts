import { isRecord } from "../blocks/is-record.ts";
import type { Json } from "../entities.ts";
import { ActError } from "./act-error.ts";

/** What pressing, choosing or typing means for each kind of element: the same fields in `actions` and in `state`. */

/** How an element names what is chosen, and its initial choice, by its type without `multi_`. */
const names: Record<string, { one: string; many: string; initial: string }> = {
  static_select: { one: "selected_option", many: "selected_options", initial: "initial_option" },
  external_select: { one: "selected_option", many: "selected_options", initial: "initial_option" },
  users_select: { one: "selected_user", many: "selected_users", initial: "initial_user" },
  channels_select: { one: "selected_channel", many: "selected_channels", initial: "initial_channel" },
  conversations_select: {
    one: "selected_conversation",
    many: "selected_conversations",
    initial: "initial_conversation",
  },
  overflow: { one: "selected_option", many: "", initial: "" },
  radio_buttons: { one: "selected_option", many: "", initial: "initial_option" },
  checkboxes: { one: "", many: "selected_options", initial: "initial_option" },
  datepicker: { one: "selected_date", many: "", initial: "initial_date" },
  timepicker: { one: "selected_time", many: "", initial: "initial_time" },
  datetimepicker: { one: "selected_date_time", many: "", initial: "initial_date_time" },
};

const typed = ["plain_text_input", "email_text_input", "url_text_input", "number_input"];
const buttons = ["button", "icon_button", "feedback_buttons", "workflow_button", "overflow"];

const formats: Record<string, RegExp> = {
  datepicker: /^\d{4}-\d\d-\d\d$/,
  timepicker: /^([01]\d|2[0-3]):[0-5]\d$/,
  datetimepicker: /^\d{10}$/,
};

/** Whether the element keeps what was chosen, so that it stands in `state.values`. */
export function isStateful(element: Json): boolean {
  return !buttons.includes(String(element.type));
}

export interface Given {
  /** What was chosen or typed, plainly. */
  value?: string | undefined;
  /** The same in Slack's form. */
  chosen?: Json | undefined;
  /** Options an external select was given when the person searched. */
  offered?: readonly Json[];
}

/** The fields that say what was chosen; throws when the element does not offer it. */
export function choose(element: Json, { value, chosen, offered = [] }: Given): Json {
  const type = String(element.type);
  if (type === "feedback_buttons") return feedback(element, value ?? textIn(chosen?.value));
  if (type === "button" || type === "icon_button" || type === "workflow_button") return pressed(element);
  if (typed.includes(type)) return { value: textIn(chosen?.value) ?? (value || null) };
  if (type === "rich_text_input") {
    return { rich_text_value: chosen?.rich_text_value ?? (value === undefined ? null : richText(value)) };
  }
  if (type === "file_input") return { files: Array.isArray(chosen?.files) ? chosen.files : [] };
  const name = names[type.replace(/^multi_/, "")];
  if (!name) return value === undefined ? {} : { value };
  const isMany = type.startsWith("multi_") || type === "checkboxes";
  const given = isMany ? chosen?.[name.many] : chosen?.[name.one];
  const plain = Array.isArray(given) ? given.map(plainOf) : given ? [plainOf(given)] : value ? [value] : [];
  const picked = plain.map((one) => pick(element, one, offered));
  return isMany ? { [name.many]: picked } : { [name.one]: picked[0] ?? null };
}

/** What one plain value stands for in this element. */
function pick(element: Json, value: string, offered: readonly Json[]): unknown {
  const type = String(element.type);
  const format = formats[type];
  if (format && !format.test(value)) throw new ActError("invalid_choice", `${value} is no ${type} value`);
  if (/(static|external)_select$/.test(type) || Array.isArray(element.options)) {
    const option = [...optionsOf(element), ...offered].find((candidate) => candidate.value === value);
    if (!option) throw new ActError("invalid_choice", `${String(element.action_id)} offers no ${value}`);
    return option;
  }
  return type === "datetimepicker" ? Number(value) : value;
}

function plainOf(given: unknown): string {
  return String(isRecord(given) ? given.value : given);
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What stands in an element before anybody touched it. */
export function initialChoice(element: Json): Json {
  const type = String(element.type);
  if (typed.includes(type)) return { value: element.initial_value ?? null };
  if (type === "rich_text_input") return { rich_text_value: element.initial_value ?? null };
  if (type === "file_input") return { files: [] };
  const name = names[type.replace(/^multi_/, "")];
  if (!name) return {};
  if (type.startsWith("multi_") || type === "checkboxes") return { [name.many]: element[`${name.initial}s`] ?? [] };
  return { [name.one]: element[name.initial] ?? null };
}

function pressed({ text, value, style, url }: Json): Json {
  return {
    text,
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(url === undefined ? {} : { url }),
  };
}

function feedback(element: Json, value: string | undefined): Json {
  const sides = [element.positive_button, element.negative_button].filter(isRecord);
  const side = value === undefined ? sides[0] : sides.find((one) => one.value === value);
  if (!side) throw new ActError("invalid_choice", `${String(element.action_id)} offers no ${value}`);
  return { value: side.value, text: side.text };
}

/** Those of a static element, also in groups. */
function optionsOf(element: Json): Json[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isRecord) : [];
  return [element, ...groups].flatMap(({ options }) => (Array.isArray(options) ? options.filter(isRecord) : []));
}

function richText(text: string): Json {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}
