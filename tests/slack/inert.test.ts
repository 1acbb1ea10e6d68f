import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertMarkdown } from "../../src/slack/inert-markdown.ts";
import { activeIn, attack } from "./support/attacks.ts";

describe("whatever a model or AWS wrote", () => {
  it("is seen to act where nothing is done about it", () => {
    expect(activeIn("[a](https://evil.example) <!channel> https://evil.example ![x](https://evil.example)")).toEqual([
      "<!channel>",
      "link https://evil.example",
      "link https://evil.example",
      "image https://evil.example",
    ]);
  });

  it("neither pings nor links in an answer", () => {
    fc.assert(
      fc.property(attack, (text) => {
        expect(activeIn(inertMarkdown(text))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("neither pings nor links in code, where another reader may see none", () => {
    const words = "said <https://evil.example/a|here> <mailto:a@evil.example> <!here> <@U0> <a:b>";
    for (const code of [`\`${words}\``, `\`\`\` of a stranger\n${words}`, `~~~\n${words}\n~~~`])
      expect(inertMarkdown(code)).toBe(code.replace(/<(?=https|mailto|!|@)/g, "<\u200b"));
  });

  it("is the same when it was made inert before", () => {
    for (const text of ["`https://a.example`", "order-api-2 (`i-0ab`)", "| a | `b` |\n|---|---:|\n| 1 | $2 |"])
      expect(inertMarkdown(inertMarkdown(text))).toBe(text);
  });
});
