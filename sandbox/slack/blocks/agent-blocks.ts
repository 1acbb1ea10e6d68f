import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";
import { checkRichText } from "./rich-text.ts";
import type { BlockKind } from "./rules.ts";

const { block: most } = limits;

const taskKeys = ["task_id", "title", "details", "output", "sources", "status"];

/** What an agent shows of its work. */
export const agentBlocks: Readonly<Record<string, BlockKind>> = {
  task_card: { keys: taskKeys, surfaces: ["message"], check: checkTask },
  plan: {
    keys: ["title", "tasks"],
    surfaces: ["message"],
    check(block, path, report) {
      report.text(block.title, `${path}/title`, most.taskTitle);
      if (block.tasks === undefined) return;
      report.list(block.tasks, `${path}/tasks`, limits.message.blocks).forEach((value, i) => {
        const task = report.object(value, `${path}/tasks/${i}`, [...taskKeys, "block_id"]);
        if (task) checkTask(task, `${path}/tasks/${i}`, report);
      });
    },
  },
};

function checkTask(card: Json, path: string, report: Report): void {
  report.text(card.task_id, `${path}/task_id`, most.blockId);
  report.text(card.title, `${path}/title`, most.taskTitle);
  report.oneOf(card.status, `${path}/status`, ["pending", "in_progress", "complete", "error"], { optional: true });
  for (const part of ["details", "output"]) {
    const value = card[part];
    if (value === undefined) continue;
    if (isRecord(value) && value.type === "rich_text") checkRichText(value, `${path}/${part}`, report);
    else report.add(`${path}/${part}/type`, "must be one of: rich_text");
  }
  if (card.sources === undefined) return;
  report.list(card.sources, `${path}/sources`, most.taskSources).forEach((value, i) => {
    const source = report.object(value, `${path}/sources/${i}`, ["url", "text"]);
    report.text(source?.url, `${path}/sources/${i}/url`, limits.element.url);
    report.text(source?.text, `${path}/sources/${i}/text`, most.sectionText, { optional: true });
  });
}
