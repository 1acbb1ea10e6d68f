import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";

const { element: most } = limits;

/** The options of a select, of checkboxes, radio buttons or an overflow menu. */
export function checkOptions(value: unknown, path: string, report: Report, count: number, mayLink = false): void {
  report.list(value, path, count).forEach((one, i) => {
    checkOption(one, `${path}/${i}`, report, mayLink);
  });
}

function checkOption(value: unknown, path: string, report: Report, mayLink: boolean): void {
  const option = report.object(value, path, ["text", "value", "description", ...(mayLink ? ["url"] : [])]);
  if (!option) return;
  report.textObject(option.text, `${path}/text`, most.optionText);
  report.text(option.value, `${path}/value`, most.optionValue);
  report.maybeText(option.description, `${path}/description`, most.optionText);
  if (option.url !== undefined) report.text(option.url, `${path}/url`, most.url);
}

/** Options or groups of them, never both. */
export function checkChoices(element: Json, path: string, report: Report): void {
  if (element.option_groups === undefined) {
    checkOptions(element.options, `${path}/options`, report, most.options);
    return;
  }
  if (element.options !== undefined) report.add(path, "only one of options and option_groups allowed");
  report.list(element.option_groups, `${path}/option_groups`, most.options).forEach((value, i) => {
    const at = `${path}/option_groups/${i}`;
    const group = report.object(value, at, ["label", "options"]);
    report.textObject(group?.label, `${at}/label`, most.optionText, ["plain_text"]);
    checkOptions(group?.options, `${at}/options`, report, most.options);
  });
}

/** What is chosen at first must be among what can be chosen. */
export function checkInitial(element: Json, path: string, report: Report): void {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isRecord) : [];
  const values = [element, ...groups].flatMap(({ options }) =>
    Array.isArray(options) ? options.filter(isRecord).map((option) => option.value) : [],
  );
  const check = (option: unknown, at: string): void => {
    if (!isRecord(option) || !values.includes(option.value)) report.add(at, "must be one of the options");
  };
  if (element.initial_option !== undefined) check(element.initial_option, `${path}/initial_option`);
  if (element.initial_options === undefined) return;
  report.list(element.initial_options, `${path}/initial_options`, most.options).forEach((option, i) => {
    check(option, `${path}/initial_options/${i}`);
  });
}

export function checkConfirm(value: unknown, path: string, report: Report): void {
  if (value === undefined) return;
  const confirm = report.object(value, path, ["title", "text", "confirm", "deny", "style"]);
  if (!confirm) return;
  report.maybeText(confirm.title, `${path}/title`, most.confirmTitle, ["plain_text"]);
  report.textObject(confirm.text, `${path}/text`, most.confirmText);
  report.maybeText(confirm.confirm, `${path}/confirm`, most.confirmButton, ["plain_text"]);
  report.maybeText(confirm.deny, `${path}/deny`, most.confirmButton, ["plain_text"]);
  report.oneOf(confirm.style, `${path}/style`, ["primary", "danger"], { optional: true });
}
