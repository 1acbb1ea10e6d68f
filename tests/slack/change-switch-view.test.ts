import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkBlocks } from "../../sandbox/slack/blocks/check.ts";
import type { Stop } from "../../src/ports/change-switch.ts";
import { offeredSwitch, switchModal, switchNotice } from "../../src/slack/views/change-switch.ts";
import { homeView } from "../../src/slack/views/home.ts";
import { homeFacts } from "./support/home-facts.ts";
import { troubleIn } from "./support/inert-blocks.ts";

const at = Date.parse("2026-11-20T00:12:00Z");
const stop: Stop = { by: "박서연", why: "배포 동결 <!channel>", at, from: "slack" };
const place = { channel: "C0OPS", threadTs: "1.1", why: "배포 동결" };
const home = { address: "https://haneul.slack.com/", zone: "Asia/Seoul" };
const check = (blocks: unknown, surface: "message" | "modal" | "home") =>
  expect(checkBlocks(blocks, { surface, isUsableFile: () => true })).toEqual([]);

describe.each(["ko", "en"] as const)("the switch for all changes, in %s", (language) => {
  const reader = { language, zone: "Asia/Seoul" };

  it("is offered with what it does, and asks once more with a reason", () => {
    const shown = {
      stop: offeredSwitch(null, place, reader),
      allow: offeredSwitch(stop, place, reader),
      stopDialog: switchModal(null, 2, place, reader),
      allowDialog: switchModal(stop, 0, { channel: null, threadTs: null, why: null }, reader),
    };
    expect(shown).toMatchSnapshot();
    check(shown.stop.blocks, "message");
    check(shown.allow.blocks, "message");
    check(shown.stopDialog.blocks, "modal");
    check(shown.allowDialog.blocks, "modal");
    check(switchNotice("stopped", "x".repeat(4_000), language).blocks, "modal");
  });

  it("stands in Home for everybody while changes are stopped, and as a button for who may turn it", () => {
    const blocks = (changes: { stop: Stop | null; mayTurn: boolean }) => {
      const view = homeView(homeFacts({ changes }), { ...home, language });
      check(view.blocks, "home");
      const plain = homeView(homeFacts(), { ...home, language }).blocks.map((block) => JSON.stringify(block));
      return view.blocks.filter((block) => !plain.includes(JSON.stringify(block)));
    };
    expect(blocks({ stop: null, mayTurn: false })).toEqual([]);
    expect({
      mayStop: blocks({ stop: null, mayTurn: true }),
      mayAllow: blocks({ stop, mayTurn: true }),
      sees: blocks({ stop: { ...stop, from: "machine", why: null }, mayTurn: false }),
    }).toMatchSnapshot();
  });
});

it("whatever the name and the reason are, nothing of them pings or links", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 300 });
  fc.assert(
    fc.property(text, text, (by, why) => {
      const hostile = { ...stop, by: `<!here> ${by}`, why: `<https://evil.example|x> ${why}` };
      const reader = { language: "en" as const, zone: "UTC" };
      expect(troubleIn(offeredSwitch(hostile, place, reader))).toEqual([]);
      expect(
        troubleIn(switchModal(hostile, 0, { ...place, why: why.slice(0, 300) }, reader), { surface: "modal" }),
      ).toEqual([]);
      const { blocks } = homeView(homeFacts({ changes: { stop: hostile, mayTurn: true } }), {
        ...home,
        language: "en",
      });
      const ours = blocks.filter((block) => JSON.stringify(block).includes("changes:"));
      expect(ours).toHaveLength(1);
      expect(troubleIn({ blocks: ours })).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
