import { isRecord } from "../blocks/is-record.ts";
import type { Block, Json, Person } from "../entities.ts";
import type { Values } from "./state.ts";
import { linesFor } from "./system-lines.ts";

/** What Slack's own form objects to before anything is sent: by block_id, in the person's language. */
export function formErrors(blocks: readonly Block[], values: Values, person: Person): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== "input" || !isRecord(block.element)) continue;
    const id = String(block.block_id);
    const value = values[id]?.[String(block.element.action_id)] ?? {};
    const error = isEmpty(value)
      ? block.optional === true
        ? undefined
        : linesFor(person).required
      : objection(block.element, value, person);
    if (error !== undefined) errors[id] = error;
  }
  return errors;
}

function isEmpty({ type: _type, ...choice }: Json): boolean {
  return Object.values(choice).every(
    (one) => one === null || one === undefined || one === "" || (Array.isArray(one) && one.length === 0),
  );
}

function objection(element: Json, value: Json, person: Person): string | undefined {
  const lines = linesFor(person);
  const text = typeof value.value === "string" ? value.value : "";
  const many = Object.values(value).find(Array.isArray) ?? [];
  const most = element.max_selected_items ?? element.max_files;
  if (typeof most === "number" && many.length > most) return lines.tooMany(most);
  switch (element.type) {
    case "plain_text_input":
      if (typeof element.min_length === "number" && text.length < element.min_length) {
        return lines.tooShort(element.min_length);
      }
      if (typeof element.max_length === "number" && text.length > element.max_length) {
        return lines.tooLong(element.max_length);
      }
      return undefined;
    case "number_input": {
      const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
      if (!pattern.test(text)) return lines.notNumber;
      if (element.min_value !== undefined && Number(text) < Number(element.min_value)) {
        return lines.tooSmall(String(element.min_value));
      }
      if (element.max_value !== undefined && Number(text) > Number(element.max_value)) {
        return lines.tooLarge(String(element.max_value));
      }
      return undefined;
    }
    case "email_text_input":
      return /^\S+@\S+\.\S+$/.test(text) ? undefined : lines.notEmail;
    case "url_text_input":
      return /^https?:\/\/\S+$/.test(text) ? undefined : lines.notUrl;
    default:
      return undefined;
  }
}
