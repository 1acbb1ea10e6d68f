import type { SectionBlock } from "@slack/types";
import fc from "fast-check";
import { expect, it } from "vitest";
import { checkBlocks } from "../../sandbox/slack/blocks/check.ts";
import type { HomeFacts } from "../../src/ports/home.ts";
import { homeView, sparkline } from "../../src/slack/views/home.ts";
import { homeFacts as facts, pastTurn as turn } from "./support/home-facts.ts";

const reader = { zone: "Asia/Seoul", address: "https://haneul.slack.com/" };
const check = (view: { blocks: unknown }) =>
  expect(checkBlocks(view.blocks, { surface: "home", isUsableFile: () => true })).toEqual([]);

it.each(["ko", "en"] as const)(
  "App Home tells what it does, costs, waits for, was asked and how it is, in %s",
  (language) => {
    const view = homeView(facts(), { ...reader, language });
    expect(view).toMatchSnapshot();
    check(view);
  },
);

it("says so where the cost cannot be read, channels cannot be looked up, or nothing was found", () => {
  const text = (about: Partial<HomeFacts>) => JSON.stringify(homeView(facts(about), { ...reader, language: "en" }));
  const { cost } = facts();
  expect(text({ cost: { ...cost, at: null } })).toContain("`/aws-cost` says why");
  const [only] = cost.accounts.slice(0, 1);
  expect(text({ cost: { ...cost, usd: 12.5, accounts: [only!], unread: [] } })).toContain(
    "*haneul-prod this month: $12.50*\\n▁▃▅█",
  );
  expect(text({ threads: null })).toContain("no threads are shown");
  expect(text({ threads: [], search: "kafka" })).toContain("No thread is about “kafka”.");
  expect(text({ canAct: false })).toContain("It only reads");
});

it("keeps within Slack's limits for a Home tab, and nothing said can ping or link", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 300 });
  const many = fc.array(fc.record({ thread: text, firstQuestion: text }).map(turn), { maxLength: 6 });
  fc.assert(
    fc.property(many, text, fc.array(text, { minLength: 1, maxLength: 40 }), (threads, search, accounts) => {
      const view = homeView(facts({ threads, search, accounts }), { ...reader, language: "ko" });
      check(view);
      for (const block of view.blocks) {
        for (const [link] of JSON.stringify((block as SectionBlock).text ?? "").matchAll(/<[^>]*>/g))
          expect(link).toMatch(/^<https:\/\/haneul\.slack\.com\//);
      }
    }),
    { numRuns: 40 },
  );
});

it("a sparkline has a sign a day, and one dear day does not flatten the others", () => {
  expect(sparkline([900, 10, 10, 20, 5])).toBe("█▅▅█▃");
  expect(sparkline([0, 5, 10])).toBe("▁▅█");
  expect([sparkline([]), sparkline([0, 0]), sparkline([-3, 6])]).toEqual(["", "", "▁█"]);
});
