import DOMPurify from "/vendor/dompurify.js";
import { Marked, type Tokens } from "/vendor/marked.js";
import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { withEmoji } from "./emoji.ts";
import { entity } from "./entity.ts";
import { safeLink } from "./link.ts";
import { visible } from "./visible.ts";

/** A `markdown` block: GitHub's dialect, with Slack's `<@U…>` inside, and no HTML of its own. */

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

const marked = new Marked({
  gfm: true,
  breaks: true,
  // Slack shows HTML as it was written: here it is never anything but text.
  tokenizer: { html: () => undefined, tag: () => undefined },
  renderer: {
    // Images in text are not loaded by Slack either: their words remain.
    image: ({ href, text }) => `<a href="${escapeHtml(href)}">${escapeHtml(text || href)}</a>`,
  },
  extensions: [
    {
      name: "entity",
      level: "inline",
      start: (source: string) => source.search(/<[@#!]/),
      tokenizer(source: string) {
        const found = /^<([@#!][^<>\n]+)>/.exec(source);
        return found ? { type: "entity", raw: found[0], inner: found[1] } : undefined;
      },
      renderer: (token: Tokens.Generic) => `<span data-entity="${escapeHtml(String(token.inner))}"></span>`,
    },
  ],
});

const allowed = {
  ALLOWED_TAGS: [
    ...["p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "span", "input"],
    ...["h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"],
  ],
  ALLOWED_ATTR: ["href", "align", "start", "data-entity", "type", "checked", "disabled"],
  RETURN_DOM_FRAGMENT: true as const,
};

const ONE_LINE = 24;

export function markdown(look: Look, source: string): Node {
  const fragment = DOMPurify.sanitize(marked.parse(source, { async: false }), allowed);
  for (const span of fragment.querySelectorAll<HTMLElement>("span[data-entity]")) {
    span.replaceWith(entity(look, span.dataset.entity ?? ""));
  }
  for (const link of fragment.querySelectorAll("a")) {
    link.replaceWith(safeLink(link.getAttribute("href") ?? "", link.textContent ?? ""));
  }
  for (const table of fragment.querySelectorAll("table")) {
    const scroll = h("div", { class: "table-scroll", attr: { tabindex: 0 } });
    table.replaceWith(scroll);
    scroll.append(table);
  }
  // An id or a time broken in two is read by nobody; what is longer may wrap.
  for (const short of fragment.querySelectorAll(":is(td, th), :is(td, th) code")) {
    if ((short.textContent ?? "").length <= ONE_LINE) short.classList.add("one-line");
  }
  finishText(fragment);
  return h("div", { class: "markdown" }, fragment);
}

function finishText(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    const shown = visible(node.parentElement?.closest("code") ? text : withEmoji(text));
    if (shown !== text) node.nodeValue = shown;
  }
}
