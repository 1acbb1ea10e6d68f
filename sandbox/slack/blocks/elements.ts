import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { checkFeedback, checkWorkflow } from "./button-parts.ts";
import { checkChoices, checkConfirm, checkInitial, checkOptions } from "./options.ts";
import type { Report } from "./report.ts";
import { checkRichText } from "./rich-text.ts";
import { typeOf } from "./type-of.ts";

const { element: most } = limits;

interface ElementKind {
  /** Its own fields, next to `type` and `action_id`. */
  keys: readonly string[];
  /** Where it may stand. */
  in: readonly ("actions" | "accessory" | "input" | "context")[];
  check(element: Json, path: string, report: Report): void;
}

const pressable = ["confirm"];
const selectable = ["confirm", "focus_on_load", "placeholder"];
const writable = ["dispatch_action_config", "focus_on_load", "placeholder", "initial_value"];
const everywhere = ["actions", "accessory", "input"] as const;

/** A select of each source, for one and for several. */
function selects(source: string, keys: readonly string[], check: ElementKind["check"], initial: string) {
  const many = (element: Json, path: string, report: Report): void => {
    report.maybeNumber(element.max_selected_items, `${path}/max_selected_items`, 1, most.options);
    check(element, path, report);
  };
  const one = [...selectable, ...keys, initial];
  const several = [...selectable, ...keys, `${initial}s`, "max_selected_items"];
  return {
    [`${source}_select`]: { keys: one, in: everywhere, check },
    [`multi_${source}_select`]: { keys: several, in: everywhere, check: many },
  };
}

const filterable = ["default_to_current_conversation", "filter", "response_url_enabled"];
const choices: ElementKind["check"] = (element, path, report) => {
  checkChoices(element, path, report);
  checkInitial(element, path, report);
};

/** Every element Slack knows. */
const kinds: Readonly<Record<string, ElementKind>> = {
  button: {
    keys: [...pressable, "text", "value", "url", "style", "accessibility_label"],
    in: ["actions", "accessory"],
    check(button, path, report) {
      report.textObject(button.text, `${path}/text`, most.buttonText, ["plain_text"]);
      report.text(button.value, `${path}/value`, most.buttonValue, { optional: true, empty: true });
      report.text(button.url, `${path}/url`, most.url, { optional: true });
      report.oneOf(button.style, `${path}/style`, ["primary", "danger"], { optional: true });
      report.text(button.accessibility_label, `${path}/accessibility_label`, most.buttonText, { optional: true });
    },
  },
  workflow_button: {
    keys: ["text", "workflow", "style", "accessibility_label"],
    in: ["actions", "accessory"],
    check: checkWorkflow,
  },
  overflow: {
    keys: [...pressable, "options"],
    in: ["actions", "accessory"],
    check: (menu, path, report) => checkOptions(menu.options, `${path}/options`, report, most.overflowOptions, true),
  },
  checkboxes: {
    keys: ["confirm", "focus_on_load", "options", "initial_options"],
    in: everywhere,
    check(boxes, path, report) {
      checkOptions(boxes.options, `${path}/options`, report, most.boxes);
      checkInitial(boxes, path, report);
    },
  },
  radio_buttons: {
    keys: ["confirm", "focus_on_load", "options", "initial_option"],
    in: everywhere,
    check(buttons, path, report) {
      checkOptions(buttons.options, `${path}/options`, report, most.boxes);
      checkInitial(buttons, path, report);
    },
  },
  ...selects("static", ["options", "option_groups"], choices, "initial_option"),
  ...selects(
    "external",
    ["min_query_length"],
    (element, path, report) => report.maybeNumber(element.min_query_length, `${path}/min_query_length`, 0, 100),
    "initial_option",
  ),
  ...selects("users", [], () => {}, "initial_user"),
  ...selects("channels", ["response_url_enabled"], () => {}, "initial_channel"),
  ...selects("conversations", filterable, () => {}, "initial_conversation"),
  datepicker: {
    keys: [...selectable, "initial_date"],
    in: everywhere,
    check: (one, path, report) =>
      report.maybeLike(one.initial_date, `${path}/initial_date`, /^\d{4}-\d\d-\d\d$/, "a date YYYY-MM-DD"),
  },
  timepicker: {
    keys: [...selectable, "initial_time", "timezone"],
    in: everywhere,
    check: (one, path, report) =>
      report.maybeLike(one.initial_time, `${path}/initial_time`, /^([01]\d|2[0-3]):[0-5]\d$/, "a time HH:mm"),
  },
  datetimepicker: {
    keys: ["confirm", "focus_on_load", "initial_date_time"],
    in: ["actions", "input"],
    check: (one, path, report) =>
      report.maybeLike(one.initial_date_time, `${path}/initial_date_time`, /^\d{10}$/, "seconds of ten digits"),
  },
  plain_text_input: {
    keys: [...writable, "multiline", "min_length", "max_length"],
    in: ["input"],
    check(input, path, report) {
      report.maybeFlag(input.multiline, `${path}/multiline`);
      report.maybeNumber(input.min_length, `${path}/min_length`, 0, most.inputLength);
      report.maybeNumber(input.max_length, `${path}/max_length`, 1, most.inputLength);
      report.text(input.initial_value, `${path}/initial_value`, most.inputLength, { optional: true, empty: true });
    },
  },
  email_text_input: { keys: writable, in: ["input"], check: () => {} },
  url_text_input: { keys: writable, in: ["input"], check: () => {} },
  number_input: {
    keys: [...writable, "is_decimal_allowed", "min_value", "max_value"],
    in: ["input"],
    check(input, path, report) {
      if (input.is_decimal_allowed === undefined) report.add(`${path}/is_decimal_allowed`, "missing required field");
      report.maybeFlag(input.is_decimal_allowed, `${path}/is_decimal_allowed`);
      for (const bound of ["min_value", "max_value", "initial_value"]) {
        report.maybeLike(input[bound], `${path}/${bound}`, /^-?\d+(\.\d+)?$/, "a number in a string");
      }
    },
  },
  rich_text_input: {
    keys: [...writable, "min_lines", "max_lines"],
    in: ["actions", "input"],
    check(input, path, report) {
      report.maybeNumber(input.min_lines, `${path}/min_lines`, 1, 100);
      report.maybeNumber(input.max_lines, `${path}/max_lines`, 1, 100);
      if (input.initial_value === undefined) return;
      const text = report.object(input.initial_value, `${path}/initial_value`, ["elements", "block_id"]);
      if (text) checkRichText(text, `${path}/initial_value`, report);
    },
  },
  file_input: {
    keys: ["filetypes", "max_files"],
    in: ["input"],
    check: (input, path, report) => report.maybeNumber(input.max_files, `${path}/max_files`, 1, 10),
  },
  feedback_buttons: {
    keys: ["positive_button", "negative_button"],
    in: ["context"],
    check: checkFeedback,
  },
  icon_button: {
    keys: [...pressable, "icon", "text", "value", "accessibility_label", "visible_to_user_ids"],
    in: ["context"],
    check(button, path, report) {
      report.oneOf(button.icon, `${path}/icon`, ["trash"]);
      report.textObject(button.text, `${path}/text`, most.buttonText, ["plain_text"]);
      report.text(button.value, `${path}/value`, most.buttonValue, { optional: true, empty: true });
      report.text(button.accessibility_label, `${path}/accessibility_label`, most.buttonText, { optional: true });
    },
  },
};

const allowed = (place: ElementKind["in"][number]) => (type: string) =>
  Object.hasOwn(kinds, type) && kinds[type]?.in.includes(place) === true;

/** What may stand in an `actions` block. */
export const isInteractive = allowed("actions");
/** What may stand beside the text of a section. */
export const isAccessory = allowed("accessory");
/** What may stand in an `input` block. */
export const isInput = allowed("input");
/** What may stand in a `context_actions` block. */
export const isContextAction = allowed("context");

/** An element whose type is known to be allowed where it stands. */
export function checkElement(element: Json, path: string, report: Report): void {
  const kind = kinds[typeOf(element)];
  if (!kind) return;
  report.object(element, path, ["action_id", ...kind.keys]);
  report.text(element.action_id, `${path}/action_id`, most.actionId, { optional: true });
  report.maybeText(element.placeholder, `${path}/placeholder`, most.placeholder, ["plain_text"]);
  report.maybeFlag(element.focus_on_load, `${path}/focus_on_load`);
  kind.check(element, path, report);
  checkConfirm(element.confirm, `${path}/confirm`, report);
}
