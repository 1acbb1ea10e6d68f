import type { Block, Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { checkElement, isAccessory, isContextAction, isInput, isInteractive } from "./elements.ts";
import { checkImage } from "./image.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";
import type { BlockKind } from "./rules.ts";
import { typeOf } from "./type-of.ts";

const { block: most } = limits;

/** Blocks of words and of elements. */
export const textBlocks: Readonly<Record<string, BlockKind>> = {
  section: {
    keys: ["text", "fields", "accessory", "expand"],
    check(block, path, report, rules) {
      report.maybeText(block.text, `${path}/text`, most.sectionText);
      if (block.fields !== undefined) {
        report.list(block.fields, `${path}/fields`, most.sectionFields).forEach((field, i) => {
          report.textObject(field, `${path}/fields/${i}`, most.fieldText);
        });
      }
      if (block.text === undefined && block.fields === undefined) report.add(path, "missing required field: text");
      report.maybeFlag(block.expand, `${path}/expand`);
      if (block.accessory === undefined) return;
      const at = `${path}/accessory`;
      if (isRecord(block.accessory) && block.accessory.type === "image") checkImage(block.accessory, at, report, rules);
      else checkOf(isAccessory, block.accessory, at, report);
    },
  },
  header: {
    keys: ["text"],
    check: (block, path, report) => report.textObject(block.text, `${path}/text`, most.header, ["plain_text"]),
  },
  divider: { keys: [], check: () => {} },
  context: {
    keys: ["elements"],
    check(block, path, report, rules) {
      report.list(block.elements, `${path}/elements`, most.contextElements).forEach((one, i) => {
        const at = `${path}/elements/${i}`;
        if (isRecord(one) && one.type === "image") checkImage(one, at, report, rules);
        else report.textObject(one, at, most.contextText);
      });
    },
  },
  actions: {
    keys: ["elements"],
    check: (block, path, report) => checkElements(isInteractive, block, most.actionsElements, path, report),
  },
  context_actions: {
    keys: ["elements"],
    surfaces: ["message"],
    check: (block, path, report) => checkElements(isContextAction, block, most.contextActionsElements, path, report),
  },
  input: {
    keys: ["label", "hint", "optional", "element", "dispatch_action"],
    check(block, path, report, rules) {
      report.textObject(block.label, `${path}/label`, most.inputLabel, ["plain_text"]);
      report.maybeText(block.hint, `${path}/hint`, most.inputLabel, ["plain_text"]);
      report.maybeFlag(block.optional, `${path}/optional`);
      report.maybeFlag(block.dispatch_action, `${path}/dispatch_action`);
      if (checkOf(isInput, block.element, `${path}/element`, report) && rules.surface !== "modal") {
        if (block.element.type === "file_input") report.add(`${path}/element/type`, "unsupported type: file_input");
      }
    },
  },
  markdown: {
    keys: ["text"],
    surfaces: ["message"],
    check: (block, path, report) => report.text(block.text, `${path}/text`, limits.message.markdownText),
  },
  alert: {
    keys: ["text", "level"],
    check(block, path, report) {
      report.textObject(block.text, `${path}/text`, most.sectionText);
      report.oneOf(block.level, `${path}/level`, ["default", "info", "warning", "error", "success"], {
        optional: true,
      });
    },
  },
};

/** The elements of a block; an action_id may stand in it once. */
function checkElements(
  isAllowed: (type: string) => boolean,
  block: Block,
  max: number,
  path: string,
  report: Report,
): void {
  const ids = new Set<unknown>();
  report.list(block.elements, `${path}/elements`, max).forEach((one, i) => {
    const at = `${path}/elements/${i}`;
    if (!checkOf(isAllowed, one, at, report) || typeof one.action_id !== "string") return;
    if (ids.has(one.action_id)) report.add(`${at}/action_id`, `action_id already exists: ${one.action_id}`);
    ids.add(one.action_id);
  });
}

function checkOf(isAllowed: (type: string) => boolean, value: unknown, path: string, report: Report): value is Json {
  if (!isRecord(value)) {
    report.add(path, value === undefined ? "missing required field" : "must be an object");
    return false;
  }
  if (isAllowed(typeOf(value))) checkElement(value, path, report);
  else report.add(`${path}/type`, `unsupported type: ${typeOf(value)}`);
  return true;
}
