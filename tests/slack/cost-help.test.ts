import fc from "fast-check";
import { expect, it } from "vitest";
import { checkBlocks } from "../../sandbox/slack/blocks/check.ts";
import { askedByLine, costHelpView } from "../../src/slack/views/cost-help.ts";

it("says why, offers what can be asked as buttons, and tells the usage", () => {
  const help = { why: "I did not understand `servise`.", suggestions: ["30d by service", "month"], usage: "*Usage* …" };
  expect(costHelpView(help, "en")).toMatchSnapshot();
  expect(costHelpView({ ...help, why: null, suggestions: [] }, "ko").blocks).toHaveLength(1);
});

it("keeps within Slack's limits, and nothing typed can ping or format", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.constantFrom("ko", "en"), (text, language) => {
      const suggestions = [text || "month", "7d"];
      const { blocks } = costHelpView({ why: "?", suggestions, usage: "u" }, language);
      expect(checkBlocks(blocks, { surface: "message", isUsableFile: () => true })).toEqual([]);
      const line = askedByLine("<!here> Sarah", text, language);
      expect(line).not.toMatch(/<|>/);
      expect(line.match(/`/g)).toHaveLength(2);
    }),
    { numRuns: 50 },
  );
});
