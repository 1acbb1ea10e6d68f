import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";
import { typeOf } from "./type-of.ts";

const styles = ["bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"];

/** Inline elements: their own keys, and which of them must be a string of at least one character. */
const inline: Readonly<Record<string, { needs: readonly string[]; may?: readonly string[] }>> = {
  text: { needs: ["text"] },
  link: { needs: ["url"], may: ["text", "unsafe"] },
  emoji: { needs: ["name"], may: ["unicode", "url", "skin_tone"] },
  user: { needs: ["user_id"] },
  usergroup: { needs: ["usergroup_id"] },
  channel: { needs: ["channel_id"] },
  team: { needs: ["team_id"] },
  broadcast: { needs: ["range"] },
  color: { needs: ["value"] },
  date: { needs: ["format"], may: ["timestamp", "url", "fallback"] },
};

const groups: Readonly<Record<string, readonly string[]>> = {
  rich_text_section: ["elements"],
  rich_text_list: ["elements", "style", "indent", "border", "offset"],
  rich_text_quote: ["elements", "border"],
  rich_text_preformatted: ["elements", "border", "language"],
};

/** A rich_text block, or a rich text in another block. */
export function checkRichText(block: Json, path: string, report: Report): void {
  report.list(block.elements, `${path}/elements`, limits.block.richTextElements).forEach((group, i) => {
    checkGroup(group, `${path}/elements/${i}`, report);
  });
}

function checkGroup(value: unknown, path: string, report: Report): void {
  const type = typeOf(value);
  const keys = Object.hasOwn(groups, type) ? groups[type] : undefined;
  if (!isRecord(value) || !keys) {
    report.add(`${path}/type`, `unsupported type: ${type}`);
    return;
  }
  report.object(value, path, keys);
  const isList = type === "rich_text_list";
  if (isList) {
    report.oneOf(value.style, `${path}/style`, ["bullet", "ordered"]);
    report.maybeNumber(value.indent, `${path}/indent`, 0, 8);
  }
  report.maybeNumber(value.border, `${path}/border`, 0, 1);
  if (!Array.isArray(value.elements)) {
    report.add(`${path}/elements`, value.elements === undefined ? "missing required field" : "must be an array");
    return;
  }
  value.elements.forEach((one: unknown, i) => {
    const at = `${path}/elements/${i}`;
    if (isList) checkItem(one, at, report);
    else checkInline(one, at, report, type === "rich_text_preformatted" ? ["text", "link"] : Object.keys(inline));
  });
}

function checkItem(value: unknown, path: string, report: Report): void {
  if (isRecord(value) && value.type === "rich_text_section") checkGroup(value, path, report);
  else report.add(`${path}/type`, "must be one of: rich_text_section");
}

function checkInline(value: unknown, path: string, report: Report, allowed: readonly string[]): void {
  const type = typeOf(value);
  const kind = allowed.includes(type) ? inline[type] : undefined;
  if (!isRecord(value) || !kind) {
    report.add(`${path}/type`, `unsupported type: ${type}`);
    return;
  }
  report.object(value, path, [...kind.needs, ...(kind.may ?? []), "style"]);
  for (const key of kind.needs) report.text(value[key], `${path}/${key}`, limits.message.text);
  if (type === "broadcast") report.oneOf(value.range, `${path}/range`, ["here", "channel", "everyone"]);
  if (type === "date" && typeof value.timestamp !== "number") report.add(`${path}/timestamp`, "must be a number");
  if (value.style === undefined) return;
  const style = report.object(value.style, `${path}/style`, styles);
  for (const [name, on] of Object.entries(style ?? {})) report.maybeFlag(on, `${path}/style/${name}`);
}
