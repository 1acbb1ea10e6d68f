import { isRecord } from "../../slack/blocks/is-record.ts";
import type { Block, Json } from "../../slack/entities.ts";
import { markdownText } from "./markdown.ts";
import { type NameOf, plainMrkdwn } from "./mrkdwn.ts";
import { richText } from "./rich-text.ts";
import { tableText } from "./table.ts";

const TASK_MARKS: Record<string, string> = { pending: "○", in_progress: "…", complete: "✓", error: "✗" };

/** A block as the lines a reader sees. */
export function blockText(block: Block, nameOf: NameOf): string[] {
  const text = (value: unknown) => objectText(value, nameOf);
  switch (block.type) {
    case "markdown":
      return markdownText(String(block.text));
    case "section": {
      const fields = list(block.fields).flatMap((field) => text(field).split("\n"));
      const body = block.text === undefined ? [] : text(block.text).split("\n");
      const accessory = isRecord(block.accessory) ? [elementText(block.accessory, nameOf)] : [];
      return [...body, ...fields, ...accessory];
    }
    case "context":
      return [list(block.elements).map(text).join(" ")];
    case "actions":
    case "context_actions":
      return [
        list(block.elements)
          .map((element) => elementText(element, nameOf))
          .join(" "),
      ];
    case "header":
    case "alert":
      return text(block.text).split("\n");
    case "divider":
      return ["─".repeat(20)];
    case "image":
      return [`[${String(block.alt_text ?? "")}]`];
    case "rich_text":
      return richText(block, nameOf);
    case "table":
    case "data_table":
      return table(block, nameOf);
    case "task_card":
      return [task(block, nameOf)];
    case "plan":
      return [String(block.title), ...list(block.tasks).map((one) => `  ${task(one, nameOf)}`)];
    default:
      return [`[${block.type}]`];
  }
}

function task(card: Json, nameOf: NameOf): string {
  const output = isRecord(card.output) ? richText(card.output, nameOf).join(" ").trim() : "";
  const mark = TASK_MARKS[String(card.status)] ?? "·";
  return `${mark} ${String(card.title)}${output ? ` (${output})` : ""}`;
}

function table(block: Block, nameOf: NameOf): string[] {
  const rows = Array.isArray(block.rows) ? block.rows : [];
  const cells = rows.map((row) =>
    list(row).map((cell) =>
      cell.type === "rich_text" ? richText(cell, nameOf).join(" ") : String(cell.text ?? cell.value ?? ""),
    ),
  );
  const settings = list(block.column_settings).map(({ align }) =>
    align === "right" || align === "center" ? align : "left",
  );
  return tableText(cells, settings);
}

/** `[Approve]`, and what else can be pressed or chosen. */
function elementText(element: Json, nameOf: NameOf): string {
  if (element.type === "image") return `[${String(element.alt_text ?? "")}]`;
  if (element.type === "feedback_buttons") {
    const sides = [element.positive_button, element.negative_button].filter(isRecord);
    return sides.map((side) => `[${objectText(side.text, nameOf)}]`).join(" ");
  }
  return `[${objectText(element.text ?? element.placeholder, nameOf)}]`;
}

function objectText(value: unknown, nameOf: NameOf): string {
  if (!isRecord(value)) return "";
  if (value.type === "image") return `[${String(value.alt_text ?? "")}]`;
  const text = String(value.text ?? "");
  return value.type === "mrkdwn" ? plainMrkdwn(text, nameOf) : text;
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
