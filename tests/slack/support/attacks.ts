import fc from "fast-check";
import { Marked, type Token } from "marked";

/** What strangers write into names, tags and logs, and what a model may be made to write (row 46 of the fault list). */
const ATTACKS = [
  "<!channel>",
  "<!here>",
  "<!everyone>",
  "<!subteam^S0APPROVERS>",
  "<@U0SEOYEON>",
  "<#C0OPS>",
  "<https://evil.example|https://console.aws.amazon.com>",
  "<https://evil.example>",
  "[console.aws.amazon.com](https://evil.example)",
  "[a [b](x)](https://evil.example 'title')",
  "[x][1]",
  "\n[1]: https://evil.example\n",
  "![alt](https://evil.example/p.png)",
  "https://evil.example/?q=secret",
  "http://аws.example",
  "www.evil.com",
  "evil.com",
  "eve@evil.com",
  "mailto:eve@evil.com",
  "@here",
  "@channel",
  "@everyone",
  "✅ Approved by 박서연 09:14",
  "`",
  "``",
  "```",
  "\n```\n",
  "\n",
  "\n\n",
  "|",
  "\n|---|---|\n",
  "\\",
  "**",
  "~~",
  "> ",
  "- ",
  "    ",
  "\u202eevil\u202c",
  "\u200b<!channel>",
  "<!chan\u200bnel>",
  "&lt;!channel&gt;",
  "\u{1f468}\u200d\u{1f469}",
  "가나다",
  "x".repeat(300),
];

/** Some of them, in any order, with anything in between. */
export const attack = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ATTACKS) }, fc.string({ maxLength: 6, unit: "grapheme" })),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(""));

/** An attack in a field that has to hold something. */
export const attackWord = attack.map((text) => text || "x");

const marked = new Marked({ gfm: true });

/** The addresses that Markdown would make links or images of, and the mentions Slack would find in it. */
export function activeIn(markdown: string): string[] {
  const found: string[] = [...(markdown.match(/<[!@#][^<>\n]*>/g) ?? [])];
  void marked.walkTokens(marked.lexer(markdown), ({ type, href }: Token & { href?: string }) => {
    if (["link", "image", "def"].includes(type)) found.push(`${type} ${href}`);
  });
  return found;
}
