import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";

const { element, block } = limits;

const selects = /^(multi_)?(static|users|conversations|channels|external)_select$/;
const inputs = new Set([
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "number_input",
  "checkboxes",
  "radio_buttons",
  "datepicker",
  "timepicker",
  "datetimepicker",
  "rich_text_input",
  "file_input",
]);

/** What may stand in an `actions` block or as the accessory of a section. */
export function isInteractive(type: string): boolean {
  return (
    type === "button" ||
    type === "overflow" ||
    type === "workflow_button" ||
    selects.test(type) ||
    ["checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker"].includes(type)
  );
}

/** What may stand in an `input` block. */
export function isInput(type: string): boolean {
  return inputs.has(type) || selects.test(type);
}

export function checkElement(value: unknown, path: string, report: Report): void {
  if (!isRecord(value)) {
    report.add(path, "must be an object");
    return;
  }
  report.text(value.action_id, `${path}/action_id`, element.actionId, { optional: true });
  if (value.type === "button") checkButton(value, path, report);
  if (value.type === "feedback_buttons") checkFeedback(value, path, report);
  if (value.type === "icon_button") report.textObject(value.text, `${path}/text`, element.buttonText, ["plain_text"]);
  if (value.placeholder !== undefined) {
    report.textObject(value.placeholder, `${path}/placeholder`, element.placeholder, ["plain_text"]);
  }
  if (value.options !== undefined) checkOptions(value.options, `${path}/options`, report);
  if (value.confirm !== undefined) checkConfirm(value.confirm, `${path}/confirm`, report);
}

function checkButton(button: Record<string, unknown>, path: string, report: Report): void {
  report.textObject(button.text, `${path}/text`, element.buttonText, ["plain_text"]);
  report.text(button.value, `${path}/value`, element.buttonValue, { optional: true, empty: true });
  report.text(button.url, `${path}/url`, element.url, { optional: true });
  if (button.style !== undefined && button.style !== "primary" && button.style !== "danger") {
    report.add(`${path}/style`, "must be one of: primary, danger");
  }
}

function checkFeedback(buttons: Record<string, unknown>, path: string, report: Report): void {
  for (const side of ["positive_button", "negative_button"] as const) {
    const button = buttons[side];
    if (!isRecord(button)) report.add(`${path}/${side}`, "missing required field");
    else {
      report.textObject(button.text, `${path}/${side}/text`, element.buttonText, ["plain_text"]);
      report.text(button.value, `${path}/${side}/value`, element.buttonValue);
    }
  }
}

function checkOptions(value: unknown, path: string, report: Report): void {
  report.list(value, path, element.options).forEach((option, i) => {
    if (!isRecord(option)) report.add(`${path}/${i}`, "must be an object");
    else {
      report.textObject(option.text, `${path}/${i}/text`, element.optionText);
      report.text(option.value, `${path}/${i}/value`, element.optionValue);
    }
  });
}

function checkConfirm(value: unknown, path: string, report: Report): void {
  if (!isRecord(value)) {
    report.add(path, "must be an object");
    return;
  }
  report.textObject(value.title, `${path}/title`, element.confirmTitle, ["plain_text"]);
  report.textObject(value.text, `${path}/text`, element.confirmText);
  if (value.confirm) report.textObject(value.confirm, `${path}/confirm`, element.confirmButton, ["plain_text"]);
  if (value.deny) report.textObject(value.deny, `${path}/deny`, element.confirmButton, ["plain_text"]);
}

/** An image, in a block of its own, as an accessory or in a context line. */
export function checkImage(
  image: Record<string, unknown>,
  path: string,
  report: Report,
  isUsableFile: (id: string) => boolean,
): void {
  report.text(image.alt_text, `${path}/alt_text`, block.altText, { empty: true });
  if (image.slack_file !== undefined) {
    const id = isRecord(image.slack_file) ? (image.slack_file.id ?? image.slack_file.url) : undefined;
    if (typeof id !== "string" || !isUsableFile(id)) report.add(`${path}/slack_file`, "invalid slack file");
  } else report.url(image.image_url, `${path}/image_url`);
}
