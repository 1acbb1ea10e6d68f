import type { Block, Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { checkElement, checkImage, isInput, isInteractive } from "./elements.ts";
import { isRecord } from "./is-record.ts";
import { createReport, type Report } from "./report.ts";
import { checkDataTable, checkTable } from "./tables.ts";

const { block: most } = limits;

export interface BlockRules {
  surface: "message" | "modal" | "home";
  /** Whether a `slack_file` may be shown: it exists and its upload is completed. */
  isUsableFile: (idOrUrl: string) => boolean;
}

type Check = (block: Block, path: string, report: Report, rules: BlockRules) => void;

/** Every block type Slack knows; what is not listed is refused as `unsupported type`. */
const checks: Record<string, Check> = {
  section(block, path, report, rules) {
    if (block.text !== undefined) report.textObject(block.text, `${path}/text`, most.sectionText);
    if (block.fields !== undefined) {
      report.list(block.fields, `${path}/fields`, most.sectionFields).forEach((field, i) => {
        report.textObject(field, `${path}/fields/${i}`, most.fieldText);
      });
    }
    if (block.text === undefined && block.fields === undefined) report.add(path, "missing required field: text");
    if (isRecord(block.accessory)) {
      if (block.accessory.type === "image") {
        checkImage(block.accessory, `${path}/accessory`, report, rules.isUsableFile);
      } else checkElement(block.accessory, `${path}/accessory`, report);
    }
  },
  header: (block, path, report) => report.textObject(block.text, `${path}/text`, most.header, ["plain_text"]),
  divider: () => {},
  context(block, path, report, rules) {
    report.list(block.elements, `${path}/elements`, most.contextElements).forEach((one, i) => {
      const at = `${path}/elements/${i}`;
      if (isRecord(one) && one.type === "image") checkImage(one, at, report, rules.isUsableFile);
      else report.textObject(one, at, most.contextText);
    });
  },
  actions(block, path, report) {
    report.list(block.elements, `${path}/elements`, most.actionsElements).forEach((one, i) => {
      const at = `${path}/elements/${i}`;
      if (isRecord(one) && !isInteractive(String(one.type))) report.add(`${at}/type`, `unsupported type: ${one.type}`);
      checkElement(one, at, report);
    });
  },
  context_actions(block, path, report) {
    report.list(block.elements, `${path}/elements`, most.contextActionsElements).forEach((one, i) => {
      checkElement(one, `${path}/elements/${i}`, report);
    });
  },
  image(block, path, report, rules) {
    checkImage(block, path, report, rules.isUsableFile);
    if (block.title !== undefined) report.textObject(block.title, `${path}/title`, most.imageTitle, ["plain_text"]);
  },
  input(block, path, report) {
    report.textObject(block.label, `${path}/label`, most.inputLabel, ["plain_text"]);
    if (!isRecord(block.element) || !isInput(String(block.element.type))) {
      report.add(`${path}/element/type`, "unsupported type");
    } else checkElement(block.element, `${path}/element`, report);
  },
  markdown(block, path, report, rules) {
    if (rules.surface !== "message") report.add(`${path}/type`, "unsupported type: markdown");
    report.text(block.text, `${path}/text`, limits.message.markdownText);
  },
  rich_text: (block, path, report) => void report.list(block.elements, `${path}/elements`, 1_000),
  table: checkTable,
  data_table: checkDataTable,
  task_card: checkTaskCard,
  plan(block, path, report) {
    report.text(block.title, `${path}/title`, most.taskTitle);
    if (Array.isArray(block.tasks)) {
      block.tasks.forEach((task, i) => {
        if (isRecord(task)) checkTaskCard(task, `${path}/tasks/${i}`, report);
      });
    }
  },
  alert: (block, path, report) => report.textObject(block.text, `${path}/text`, most.sectionText),
  card: () => {},
  carousel: () => {},
  container: () => {},
  data_visualization: () => {},
  file: () => {},
  video: () => {},
};

function checkTaskCard(card: Json, path: string, report: Report): void {
  report.text(card.task_id, `${path}/task_id`, most.blockId);
  report.text(card.title, `${path}/title`, most.taskTitle);
}

/** All that Slack would object to, in order; empty when the blocks are fine. `at` is where they stand in the call. */
export function checkBlocks(blocks: unknown, rules: BlockRules, at = "/blocks"): readonly string[] {
  const report = createReport();
  if (!Array.isArray(blocks)) {
    report.add(at, "must be an array");
    return report.errors;
  }
  const allowed = rules.surface === "message" ? limits.message.blocks : limits.view.blocks;
  if (blocks.length > allowed) report.add(at, `no more than ${allowed} items allowed`);
  const ids = new Set<string>();
  let tables = 0;
  blocks.forEach((block: unknown, i) => {
    const path = `${at}/${i}`;
    const check = isRecord(block) ? checks[String(block.type)] : undefined;
    if (!isRecord(block) || !check) {
      report.add(`${path}/type`, `unsupported type: ${isRecord(block) ? String(block.type) : typeof block}`);
      return;
    }
    report.text(block.block_id, `${path}/block_id`, most.blockId, { optional: true });
    if (typeof block.block_id === "string") {
      if (ids.has(block.block_id)) report.add(`${path}/block_id`, `block_id already exists: ${block.block_id}`);
      ids.add(block.block_id);
    }
    if (block.type === "table") tables += 1;
    if (tables > 1 && block.type === "table") report.add(path, "only_one_table_allowed");
    check(block as Block, path, report, rules);
  });
  return report.errors;
}
