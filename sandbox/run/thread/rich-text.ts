import { isRecord } from "../../slack/blocks/is-record.ts";
import type { Json } from "../../slack/entities.ts";
import type { NameOf } from "./mrkdwn.ts";

/** A `rich_text` block as lines. */
export function richText(block: Json, nameOf: NameOf): string[] {
  return children(block).flatMap((part) => {
    if (part.type === "rich_text_list") {
      const indent = "  ".repeat(Number(part.indent ?? 0));
      return children(part).map((item, i) => {
        const mark = part.style === "ordered" ? `${i + 1}.` : "•";
        return `${indent}${mark} ${inline(item, nameOf)}`;
      });
    }
    const lines = inline(part, nameOf).split("\n");
    if (part.type === "rich_text_quote") return lines.map((line) => `│ ${line}`);
    if (part.type === "rich_text_preformatted") return lines.map((line) => `    ${line}`);
    return lines;
  });
}

function inline(part: Json, nameOf: NameOf): string {
  return children(part)
    .map((element) => {
      if (element.type === "user") return `@${nameOf(String(element.user_id))}`;
      if (element.type === "usergroup") return `@${nameOf(String(element.usergroup_id))}`;
      if (element.type === "channel") return `#${nameOf(String(element.channel_id))}`;
      if (element.type === "broadcast") return `@${String(element.range)}`;
      if (element.type === "emoji") return `:${String(element.name)}:`;
      if (element.type === "link") return String(element.text ?? element.url);
      return String(element.text ?? "");
    })
    .join("");
}

const children = (value: Json): Json[] => (Array.isArray(value.elements) ? value.elements.filter(isRecord) : []);
