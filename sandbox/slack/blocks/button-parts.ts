import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";

const { element: most } = limits;

/** The two sides of a feedback. */
export function checkFeedback(buttons: Json, path: string, report: Report): void {
  for (const side of ["positive_button", "negative_button"]) {
    const at = `${path}/${side}`;
    const button = report.object(buttons[side], at, ["text", "value", "accessibility_label"]);
    if (!button) continue;
    report.textObject(button.text, `${at}/text`, most.buttonText, ["plain_text"]);
    report.text(button.value, `${at}/value`, most.buttonValue);
    report.text(button.accessibility_label, `${at}/accessibility_label`, most.buttonText, { optional: true });
  }
}

/** A button that starts a workflow by its link trigger. */
export function checkWorkflow(button: Json, path: string, report: Report): void {
  report.textObject(button.text, `${path}/text`, most.buttonText, ["plain_text"]);
  report.oneOf(button.style, `${path}/style`, ["primary", "danger"], { optional: true });
  const trigger = isRecord(button.workflow) ? button.workflow.trigger : undefined;
  const url = isRecord(trigger) ? trigger.url : undefined;
  report.text(url, `${path}/workflow/trigger/url`, most.url);
}
