import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asTyped } from "../../../../sandbox/slack/page/as-typed.ts";
import { cutAt } from "../../../../sandbox/slack/page/cut-at.ts";
import { ticksFor } from "../../../../sandbox/slack/page/render/ticks.ts";
import { en } from "../../../../sandbox/slack/page/text/en.ts";
import { ko } from "../../../../sandbox/slack/page/text/ko.ts";
import { towards } from "../../../../sandbox/slack/page/text/particle.ts";
import { createTimes } from "../../../../sandbox/slack/page/time.ts";

describe("text that is still being written", () => {
  it("is cut behind words, table rows and emphasis, and never in them", () => {
    expect("The cost is **$27,412** up".slice(0, cutAt("The cost is **$27,412** up", 5))).toBe("The cost");
    expect("**Cost is up** now\nnext".slice(0, cutAt("**Cost is up** now\nnext", 4))).toBe("**Cost is up** now");
    expect("| a | b |\n| 1 | 2 |".slice(0, cutAt("| a | b |\n| 1 | 2 |", 3))).toBe("| a | b |");
  });

  it("always gets on, and to its end", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (text, step) => {
        let shown = 0;
        while (shown < text.length) {
          const next = cutAt(text, shown + step);
          expect(next).toBeGreaterThan(shown);
          shown = next;
        }
        expect(shown).toBe(text.length);
      }),
    );
  });
});

describe("times", () => {
  it("are those of the reader's own zone, written in the page's language", () => {
    const ts = "1795133520.000000";
    expect(createTimes("ko-KR", "Asia/Seoul").clock(ts)).toBe("09:12");
    expect(createTimes("en-GB", "America/Los_Angeles").clock(ts)).toBe("16:12");
    expect(createTimes("ko-KR", "Asia/Seoul").day(ts)).toBe("11월 20일 금요일");
    expect(createTimes("en-GB", "America/Los_Angeles").day(ts)).toBe("Thursday 19 November");
  });

  it("go into a picker and come back, through every change of the clocks", () => {
    const zones = fc.constantFrom("Asia/Seoul", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata");
    const minutes = fc.integer({ min: 28_000_000, max: 30_500_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const times = createTimes("en-GB", zone);
        // The hour that comes twice in autumn has two answers: what it reads as is what counts.
        expect(times.local(times.epochOf(times.local(minute * 60)))).toBe(times.local(minute * 60));
      }),
    );
  });
});

describe("words", () => {
  it("of a message go back to what was typed", () => {
    const names = {
      nameOf: (id: string) => ({ U0OPSBOT: "ops" })[id] ?? id,
      channels: [{ id: "C0OPS", name: "ops" }],
      directory: { groups: [{ id: "S0A", handle: "aws-approvers" }] },
    };
    const text = "<@U0OPSBOT> in <#C0OPS|ops> &lt;b&gt; &amp; <!subteam^S0A> <!here> <https://a.example/x>";
    expect(asTyped(names, text)).toBe("@ops in #ops <b> & @aws-approvers @here https://a.example/x");
  });

  it("of Korean take the particle that fits the name", () => {
    expect(["박서연", "김지우", "이도윤", "하늘", "Sarah Lee"].map(towards)).toEqual([
      "박서연으로",
      "김지우로",
      "이도윤으로",
      "하늘로",
      "Sarah Lee로",
    ]);
  });

  it("are there in both languages alike, and in no other", () => {
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
          : typeof value;
    expect(shape(ko)).toEqual(shape(en));
    const english = JSON.stringify({ ...en, otherLanguage: "" });
    expect(english).not.toMatch(/\p{Script=Hangul}/u);
  });
});

describe("the figures beside a chart", () => {
  it("are few, round, and hold everything drawn", () => {
    expect(ticksFor(0, 512)).toEqual([0, 200, 400, 600]);
    expect(ticksFor(-3, 31)).toEqual([-10, 0, 10, 20, 30, 40]);
    const figure = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        const [low, high] = [Math.min(0, a, b), Math.max(0, a, b)];
        fc.pre(high - low > 1e-6);
        const ticks = ticksFor(low, high);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks[0]).toBeLessThanOrEqual(low + 1e-6);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - 1e-6);
      }),
    );
  });
});
