import type { Block } from "../entities.ts";
import { limits } from "../limits.ts";
import { agentBlocks } from "./agent-blocks.ts";
import { cardBlocks } from "./card-blocks.ts";
import { chartBlocks } from "./chart-blocks.ts";
import { isRecord } from "./is-record.ts";
import { mediaBlocks } from "./media-blocks.ts";
import { createReport, type Report } from "./report.ts";
import { checkRichText } from "./rich-text.ts";
import type { BlockKind, BlockRules } from "./rules.ts";
import { tableBlocks } from "./table-blocks.ts";
import { textBlocks } from "./text-blocks.ts";
import { typeOf } from "./type-of.ts";

/** Every block type Slack knows; what is not listed is refused as `unsupported type`. */
const kinds: Readonly<Record<string, BlockKind>> = {
  ...textBlocks,
  rich_text: { keys: ["elements"], check: checkRichText },
  ...mediaBlocks,
  ...tableBlocks,
  ...chartBlocks,
  ...agentBlocks,
  ...cardBlocks,
  container: {
    keys: [
      "title",
      "rich_text_title",
      "subtitle",
      "child_blocks",
      "width",
      "icon",
      "is_collapsible",
      "default_collapsed",
      "has_header_divider",
    ],
    check: checkContainer,
  },
};

const inContainers = [
  ...["actions", "context", "divider", "file", "header", "image", "input", "rich_text", "section", "table", "video"],
];

/** How many of a kind a message may have. */
const most: Readonly<Record<string, { count: number; error: string }>> = {
  table: { count: 1, error: "only_one_table_allowed" },
  data_visualization: { count: 2, error: "no more than 2 data_visualization blocks allowed" },
};

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
  const counts = new Map<string, number>();
  blocks.forEach((block: unknown, i) => {
    const path = `${at}/${i}`;
    if (!checkBlock(block, path, report, rules)) return;
    if (typeof block.block_id === "string") {
      if (ids.has(block.block_id)) report.add(`${path}/block_id`, `block_id already exists: ${block.block_id}`);
      ids.add(block.block_id);
    }
    const limit = most[block.type];
    const count = (counts.get(block.type) ?? 0) + 1;
    counts.set(block.type, count);
    if (limit && count > limit.count) report.add(path, limit.error);
  });
  return report.errors;
}

/** False when it is not even a block of a known type. */
function checkBlock(block: unknown, path: string, report: Report, rules: BlockRules): block is Block {
  const type = typeOf(block);
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!isRecord(block) || !kind || (kind.surfaces && !kind.surfaces.includes(rules.surface))) {
    report.add(`${path}/type`, `unsupported type: ${type}`);
    return false;
  }
  report.object(block, path, ["block_id", ...kind.keys]);
  report.text(block.block_id, `${path}/block_id`, limits.block.blockId, { optional: true });
  kind.check(block as Block, path, report, rules);
  return true;
}

function checkContainer(block: Block, path: string, report: Report, rules: BlockRules): void {
  if (block.title === undefined && block.rich_text_title === undefined)
    report.add(`${path}/title`, "missing required field");
  report.maybeText(block.title, `${path}/title`, limits.block.cardTitle, ["plain_text"]);
  if (block.rich_text_title !== undefined) {
    checkBlock(block.rich_text_title, `${path}/rich_text_title`, report, rules);
  }
  report.maybeText(block.subtitle, `${path}/subtitle`, limits.block.cardTitle);
  report.oneOf(block.width, `${path}/width`, ["narrow", "standard", "wide", "full"], { optional: true });
  for (const flag of ["is_collapsible", "default_collapsed", "has_header_divider"]) {
    report.maybeFlag(block[flag], `${path}/${flag}`);
  }
  if (block.default_collapsed === true && block.is_collapsible !== true) {
    report.add(`${path}/default_collapsed`, "requires is_collapsible");
  }
  report.list(block.child_blocks, `${path}/child_blocks`, limits.block.containerBlocks).forEach((child, i) => {
    const at = `${path}/child_blocks/${i}`;
    const type = typeOf(child);
    if (inContainers.includes(type)) checkBlock(child, at, report, rules);
    else report.add(`${at}/type`, `unsupported type: ${type}`);
  });
}
