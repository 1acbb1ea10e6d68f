import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertMarkdown } from "../../src/slack/inert-markdown.ts";
import { escapeMrkdwn } from "../../src/slack/mrkdwn.ts";
import { splitMarkdown } from "../../src/slack/split-markdown.ts";

describe("text of others in Slack markup", () => {
  it("cannot ping, link or format", () => {
    expect(escapeMrkdwn("<!channel> <@U1> <https://evil.example|console> a&b")).toBe(
      "&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|console&gt; a&amp;b",
    );
  });

  it("never keeps an angle bracket", () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>]/.test(escapeMrkdwn(text))));
  });
});

describe("a Markdown answer", () => {
  it.each([
    ["![x](https://evil.example/p.png)", "x `https://evil.example/p.png`"],
    ["see [console](https://evil.example/a)", "see console (`https://evil.example/a`)"],
    ["<!here> <@U1> <https://a|b>", "&lt;!here> &lt;@U1> &lt;`https://a`|b>"],
    ["go to https://evil.example/a?b=1.", "go to `https://evil.example/a?b=1`."],
    ["mail eve@evil.com or evil.co.kr/x", "mail `eve@evil.com` or `evil.co.kr/x`"],
    ["[a[b]](https://evil.example) [x][1]", "[a[b]] (`https://evil.example`) [x] [1]"],
    ["[1]: https://evil.example", "\\[1\\]: `https://evil.example`"],
    ["a ` stray https://evil.example `` b", "a ' stray `https://evil.example` '' b"],
    ["`https://evil.example <!channel>`", "`https://evil.example <\u200b!channel>`"],
    ["```\ncurl https://a.example\n```", "```\ncurl https://a.example\n```"],
    ["| a ` | https://evil.example ` |\n|---|---|", "| a ' | `https://evil.example` ' |\n|---|---|"],
    ["hana.choi on g5.12xlarge, v1.42.0, a < b", "hana.choi on g5.12xlarge, v1.42.0, a < b"],
    ["@channel look", "@\u200bchannel look"],
    ["| a | b |\n|---|---:|\n| `i-0` | $1.20 |", "| a | b |\n|---|---:|\n| `i-0` | $1.20 |"],
  ])("%s becomes inert", (from, to) => {
    expect(inertMarkdown(from)).toBe(to);
  });

  it("is split at paragraph borders into pieces that fit, and nothing is lost", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 120, unit: "grapheme" }), { maxLength: 30 }),
        fc.integer({ min: 40, max: 300 }),
        (parts, most) => {
          const text = parts.join("\n\n");
          const pieces = splitMarkdown(text, most);
          const letters = (s: string) => s.replace(/\n+/g, "");
          return pieces.every((piece) => piece.length <= most) && letters(pieces.join("")) === letters(text);
        },
      ),
    );
  });

  it("that is one long table goes on under its head, and no row is lost", () => {
    const row = fc.stringMatching(/^[a-z0-9 ]{1,30}$/);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), fc.integer({ min: 80, max: 300 }), (rows, most) => {
        const head = "| name | usd |\n|---|---:|";
        const table = [head, ...rows.map((name) => `| ${name} | 1 |`)].join("\n");
        const pieces = splitMarkdown(`Before:\n${table}\n\nAfter.`, most);
        const found = pieces.flatMap((piece) => [...piece.matchAll(/^\| (.*) \| 1 \|$/gm)].map(([, name]) => name));
        expect(found).toEqual(rows);
        expect(pieces.every((piece) => piece.length <= most)).toBe(true);
        for (const piece of pieces) if (/\| 1 \|/.test(piece)) expect(piece).toContain(head);
      }),
    );
  });

  it("that is one long code block goes on as code, in its language", () => {
    const lines = Array.from({ length: 9 }, (_, i) => `${i} ${"x".repeat(20)}`);
    const pieces = splitMarkdown(`\`\`\`json\n${lines.join("\n")}\n\`\`\``, 90);
    expect(pieces).toEqual([
      `\`\`\`json\n${lines.slice(0, 3).join("\n")}\n\`\`\``,
      `\`\`\`json\n${lines.slice(3, 6).join("\n")}\n\`\`\``,
      `\`\`\`json\n${lines.slice(6).join("\n")}\n\`\`\``,
    ]);
  });

  it("keeps a code fence in one piece", () => {
    const fence = "```\na\n\nb\n```";
    expect(splitMarkdown(`${"x".repeat(30)}\n\n${fence}`, 35)).toEqual(["x".repeat(30), fence]);
  });
});
