import { stripInvisible } from "../../redaction/clean-text.ts";

/**
 * Makes a Markdown answer inert where it could act: mentions, images, links, bare addresses, which Slack turns into
 * links by itself. An address is shown as code, so that nobody is sent where the words do not say; links are built by
 * our code and nowhere else. What stands in code stays as it is, but for mentions and addresses in angle brackets: where
 * code ends is read in more than one way, and Slack's older text has links in code, too.
 */
export function inertMarkdown(markdown: string): string {
  const lines = stripInvisible(markdown).split("\n");
  const out: string[] = [];
  let fence: string | null = null;
  for (const [at, line] of lines.entries()) {
    const marks = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
    if (fence === null && marks) fence = marks[1]!;
    else if (fence !== null && marks?.[1]?.startsWith(fence) && marks[2]!.trim() === "") fence = null;
    else if (fence === null) {
      out.push(isTableRow(lines, at) ? cells(line).map(inertText).join("|") : inertText(line));
      continue;
    }
    out.push(inertCode(line));
  }
  return out.join("\n");
}

/** A row of a table is read cell by cell: what begins in one cell never ends in the next. */
function isTableRow(lines: string[], at: number): boolean {
  return (
    (lines[at] ?? "").includes("|") && lines.some((line) => /^[\s|:-]*-[\s|:-]*$/.test(line) && line.includes("|"))
  );
}

const cells = (line: string): string[] => line.split(/(?<!\\)\|/);

/** Text and code of one line: code reaches from a run of backticks to the next one of the same length. */
function inertText(line: string): string {
  let out = "";
  let text = "";
  let at = 0;
  while (at < line.length) {
    if (line[at] === "\\" && at + 1 < line.length) {
      text += line[at + 1] === "`" ? "'" : line.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (line[at] !== "`") {
      text += line[at];
      at += 1;
      continue;
    }
    const run = /^`+/.exec(line.slice(at))![0];
    const rest = line.slice(at + run.length);
    const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(rest);
    if (close) {
      const code = run + inertCode(rest.slice(0, close.index)) + run;
      out = joined(joined(out, inertWords(text)), code);
      text = "";
      at += run.length * 2 + close.index;
    } else {
      // A lone backtick would pair with those that are put around addresses.
      text += "'".repeat(run.length);
      at += run.length;
    }
  }
  return joined(out, inertWords(text));
}

/** Two runs of backticks that touch would become one. */
const joined = (before: string, after: string): string =>
  before.endsWith("`") && after.startsWith("`") ? `${before} ${after}` : before + after;

const inertCode = (code: string): string =>
  code.replace(/<(?=[!@#]|(?:https?|mailto|tel|slack|javascript|data):)/gi, "<\u200b");

/** Endings under which Slack makes links of bare names; others stay words. */
const ENDINGS =
  "com|net|org|io|dev|app|ai|co|kr|jp|cn|ru|uk|de|fr|eu|us|me|tv|xyz|info|biz|site|online|shop|store|cloud|link|click|top|club|live|pro|tech|work|zip|mov|example|test";
const NAME = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?\\.";
const ADDRESS = new RegExp(
  [
    "(?:[a-z][a-z0-9+.-]*:\\/\\/|\\b(?:mailto|tel|javascript|data|slack):|www\\.)[^\\s<>`|]+",
    "[\\w.+-]+@[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)+",
    `(?<![\\p{L}\\p{N}])(?:${NAME})+(?:${ENDINGS})(?![\\w-])(?:[:\\/?#][^\\s<>\`|]*)?`,
  ]
    // A backslash before it would take the code mark's meaning away.
    .map((form) => `\\\\*(${form})`)
    .join("|"),
  "giu",
);

function inertWords(text: string): string {
  return text
    .replace(/!\[([^\]\n]*)\]\(([^)\s]*)[^)]*\)/g, "$1 $2")
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]*)[^)]*\)/g, "$1 ($2)")
    .replace(/\](?=[([])/g, "] ")
    .replace(/^(\s{0,3}(?:>\s*)*)\[([^\]]*)\]:/, "$1\\[$2\\]:")
    .replace(/<(?=[!@#/?a-z])/gi, "&lt;")
    .replace(ADDRESS, (_, ...forms: (string | undefined)[]) => {
      const address = forms.slice(0, 3).find((form) => form !== undefined) ?? "";
      const end = /[).,;:!?'"\]*_\\]+$/.exec(address)?.[0] ?? "";
      return `\`${address.slice(0, address.length - end.length)}\`${end}`;
    })
    .replace(/(^|[^\w`])@(channel|here|everyone)\b/g, "$1@\u200b$2");
}
