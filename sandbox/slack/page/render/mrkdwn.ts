import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { withEmoji } from "./emoji.ts";
import { entity } from "./entity.ts";
import { visible } from "./visible.ts";

/** Slack's own markup as nodes. Text is only ever set as text. */
export function mrkdwn(look: Look, text: string): Node[] {
  const nodes: Node[] = [];
  const fences = text.split(/```\n?([\s\S]*?)```\n?/);
  fences.forEach((part, i) => {
    if (i % 2 === 1) nodes.push(h("pre", {}, h("code", {}, visible(unescapeText(part)))));
    else if (part !== "") nodes.push(...lines(look, part));
  });
  return nodes;
}

function lines(look: Look, text: string): Node[] {
  const nodes: Node[] = [];
  let quote: Node[] = [];
  const endQuote = (): void => {
    if (quote.length > 0) nodes.push(h("blockquote", {}, quote));
    quote = [];
  };
  text.split("\n").forEach((line, i, all) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      if (quote.length > 0) quote.push(h("br"));
      quote.push(...inline(look, quoted[1] ?? ""));
      return;
    }
    endQuote();
    nodes.push(...inline(look, line));
    if (i < all.length - 1) nodes.push(h("br"));
  });
  endQuote();
  return nodes;
}

const marks = [
  { pattern: /`([^`\n]+)`/, make: (_look: Look, inner: string) => h("code", {}, visible(unescapeText(inner))) },
  { pattern: /<([^<>\n]+)>/, make: (look: Look, inner: string) => entity(look, unescapeText(inner)) },
  { pattern: wrapped("*"), make: (look: Look, inner: string) => h("strong", {}, inline(look, inner)) },
  { pattern: wrapped("_"), make: (look: Look, inner: string) => h("em", {}, inline(look, inner)) },
  { pattern: wrapped("~"), make: (look: Look, inner: string) => h("del", {}, inline(look, inner)) },
];

/** `*so*`, but not in the middle of a word and not around spaces. */
function wrapped(sign: string): RegExp {
  const s = `[${sign}]`;
  return new RegExp(
    `(?<![\\p{L}\\p{N}${sign}])${s}(?!\\s)([^${sign}\\n]+?)(?<!\\s)${s}(?![\\p{Script=Latin}\\p{N}${sign}])`,
    "u",
  );
}

function inline(look: Look, text: string): Node[] {
  let first: { index: number; length: number; node: () => Node } | undefined;
  for (const { pattern, make } of marks) {
    const found = pattern.exec(text);
    if (found && (!first || found.index < first.index)) {
      first = { index: found.index, length: found[0].length, node: () => make(look, found[1] ?? "") };
    }
  }
  if (!first) return text === "" ? [] : [document.createTextNode(visible(withEmoji(unescapeText(text))))];
  return [
    ...inline(look, text.slice(0, first.index)),
    first.node(),
    ...inline(look, text.slice(first.index + first.length)),
  ];
}

function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
