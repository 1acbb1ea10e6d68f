import { lexer, type Token, type Tokens } from "marked";
import { type Align, tableText } from "./table.ts";

/** A Markdown answer as lines of plain text; tables stay tables. */
export function markdownText(markdown: string): string[] {
  return blocks(lexer(markdown));
}

function blocks(tokens: Token[]): string[] {
  return tokens.flatMap((token) => block(token));
}

function block(token: Token): string[] {
  switch (token.type) {
    case "space":
      return [""];
    case "table":
      return table(token as Tokens.Table);
    case "code":
      return (token as Tokens.Code).text.split("\n").map((line) => `    ${line}`);
    case "list":
      return list(token as Tokens.List);
    case "blockquote":
      return blocks((token as Tokens.Blockquote).tokens).map((line) => `│ ${line}`.trimEnd());
    case "hr":
      return ["─".repeat(20)];
    case "def":
      return [];
    default:
      return inline(token).split("\n");
  }
}

function table({ header, rows, align }: Tokens.Table): string[] {
  const cells = [header, ...rows].map((row) => row.map((cell) => cell.tokens.map(inline).join("")));
  return tableText(
    cells,
    align.map((one): Align => one ?? "left"),
  );
}

function list({ items, ordered, start }: Tokens.List): string[] {
  return items.flatMap((item, i) => {
    const mark = ordered ? `${Number(start || 1) + i}. ` : "• ";
    const [first = "", ...rest] = blocks(item.tokens).filter((line) => line !== "");
    return [mark + first, ...rest.map((line) => " ".repeat(mark.length) + line)];
  });
}

function inline(token: Token): string {
  switch (token.type) {
    case "br":
      return "\n";
    case "link": {
      const { href, tokens } = token as Tokens.Link;
      const words = tokens.map(inline).join("");
      return words === href ? href : `${words} (${href})`;
    }
    case "image":
      return (token as Tokens.Image).text;
    case "codespan":
    case "escape":
      return entities((token as Tokens.Codespan).text);
    default: {
      const { tokens, text, raw } = token as Tokens.Generic;
      return tokens ? tokens.map(inline).join("") : entities(text ?? raw);
    }
  }
}

function entities(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll("\u200b", "");
}
