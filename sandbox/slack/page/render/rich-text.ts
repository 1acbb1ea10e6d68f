import type { Block } from "../../entities.ts";
import { type Child, h } from "../dom.ts";
import type { Look } from "../look.ts";
import { emojiOf, withEmoji } from "./emoji.ts";
import { entity } from "./entity.ts";
import { safeLink } from "./link.ts";
import { visible } from "./visible.ts";

interface Piece {
  type: string;
  text?: string;
  url?: string;
  user_id?: string;
  usergroup_id?: string;
  channel_id?: string;
  range?: string;
  name?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  value?: string;
  style?: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean } | string;
  elements?: Piece[];
  indent?: number;
}

/** A `rich_text` block, as Slack makes it of what people type. */
export function richText(look: Look, block: Block): HTMLElement {
  const parts = Array.isArray(block.elements) ? (block.elements as Piece[]) : [];
  return h(
    "div",
    { class: "rich-text" },
    parts.map((part) => container(look, part)),
  );
}

function container(look: Look, part: Piece): Node {
  const inner = (part.elements ?? []).map((piece) => leaf(look, piece));
  switch (part.type) {
    case "rich_text_list": {
      const items = (part.elements ?? []).map((item) => h("li", {}, container(look, item)));
      const list = h(part.style === "ordered" ? "ol" : "ul", {}, items);
      if (part.indent) list.style.marginInlineStart = `${part.indent * 1.4}em`;
      return list;
    }
    case "rich_text_quote":
      return h("blockquote", {}, inner);
    case "rich_text_preformatted":
      return h("pre", {}, h("code", {}, inner));
    default:
      return h("span", { class: "rich-text-section" }, inner);
  }
}

function leaf(look: Look, piece: Piece): Child {
  switch (piece.type) {
    case "text":
      return styled(piece, visible(withEmoji(piece.text ?? "")));
    case "link":
      return styled(piece, safeLink(piece.url ?? "", piece.text ?? piece.url ?? ""));
    case "user":
      return entity(look, `@${piece.user_id}`);
    case "usergroup":
      return entity(look, `!subteam^${piece.usergroup_id}`);
    case "channel":
      return entity(look, `#${piece.channel_id}`);
    case "date":
      return entity(look, `!date^${piece.timestamp}^${piece.format}|${piece.fallback ?? ""}`);
    case "color":
      return h("code", {}, piece.value ?? "");
    case "broadcast":
      return entity(look, `!${piece.range}`);
    case "emoji":
      return emojiOf(piece.name ?? "") ?? `:${piece.name}:`;
    default:
      return visible(piece.text ?? look.text.unknownBlock(piece.type));
  }
}

function styled(piece: Piece, text: Child): Child {
  const style = typeof piece.style === "object" ? piece.style : {};
  let node: Child = text;
  if (style.code) node = h("code", {}, node);
  if (style.bold) node = h("strong", {}, node);
  if (style.italic) node = h("em", {}, node);
  if (style.strike) node = h("del", {}, node);
  return node;
}
