import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Claim, count, day, exactly, moment, percent, picture, row, text, usd } from "../../eval/claim.ts";
import { missing } from "../../eval/claim-check.ts";
import type { Reply } from "../../eval/reply.ts";

const reply = (said: string, more: Partial<Reply> = {}): Reply => ({
  language: "en",
  zone: "Asia/Seoul",
  question: "?",
  status: "answered",
  text: said,
  files: [],
  pictures: [],
  cards: [],
  toolCalls: [],
  tokens: 0,
  usd: 0,
  ceRequests: 0,
  seconds: 0,
  grounded: null,
  model: "offline",
  requests: [],
  looked: [],
  ...more,
});
const holds = (claim: Claim, said: string, more: Partial<Reply> = {}) =>
  missing([claim], reply(said, more)).length === 0;

describe("a sum of money", () => {
  const claim = usd("cost", 1234.56);
  test.each(["$1,234.56", "about $1.23K", "1,234.56달러", "USD 1,234.60", "| EC2 | 1234.56 |", "-$1,234.56 credit"])(
    "is told by %s",
    (said) => expect(holds(claim, said)).toBe(true),
  );
  test.each(["$1,345.60", "12345.6", "1234 instances", "34.56%", "version 1234.56.1"])("is not told by %s", (said) =>
    expect(holds(claim, said)).toBe(false),
  );
  test("also in ten thousands", () => expect(holds(usd("cost", 34_500), "약 3.45만 달러")).toBe(true));
  test("whatever its size, as people write it", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 9_999_999, noNaN: true }), (value) => {
        const said = value.toLocaleString("en-US", { style: "currency", currency: "USD" });
        expect(holds(usd("cost", value), `It was ${said}.`)).toBe(true);
        expect(holds(usd("cost", value * 1.02 + 0.05), `It was ${said}.`)).toBe(false);
      }),
    );
  });
});

describe("a count", () => {
  test.each([
    [3, "3 alarms", true],
    [3, "three alarms", true],
    [2, "두 대가 실행 중입니다", true],
    [1, "jiwoo.kim once (IP 211.234.118.40)", true],
    [1, "all of them at once", false],
    [2, "daniel.kang twice", true],
    [0, "None is running.", true],
    [0, "없습니다", true],
    [3, "the 3rd of July at 13:30", false],
    [13, "since 19 Nov 13:00", false],
    [3, "ap-northeast-3", false],
    [20, "10.20.8.20", false],
  ])("of %i in %j: %s", (value, said, expected) => expect(holds(count("n", value), said)).toBe(expected));
});

describe("an instant", () => {
  const claim = moment("at", "2026-11-04T18:36:00+09:00");
  test.each([
    "11월 4일 18:36",
    "2026-11-04 18:36 KST",
    "4 Nov, 18:36",
    "November 4 at 6:36 PM",
    "18:36 on 4 November",
    "11월 4일 오후 6시 36분",
    "2026-11-04T09:36:00Z",
    "4 Nov 09:36 UTC",
  ])("is told by %s", (said) => expect(holds(claim, said)).toBe(true));
  test.each(["4 Nov 09:36", "2026-11-04 18:36 UTC", "11월 14일 18:36", "4 Nov 18:37", "18:36"])(
    "is not told by %s",
    (said) => expect(holds(claim, said)).toBe(false),
  );
  test("a day of a bill is a day in UTC", () => expect(holds(day("from", "2026-11-04"), "since 4 Nov")).toBe(true));
});

describe("the rest", () => {
  test("a row holds its figures on one line", () => {
    const claim = row("EC2", usd("cost", 10), percent("share", 40));
    expect(holds(claim, "| EC2 | $10.00 | 40% |\n| RDS | $9.00 | 36% |")).toBe(true);
    expect(missing([claim], reply("| EC2 | $9.00 | 36% |\n| RDS | $10.00 | 40% |"))).toEqual([
      "EC2: cost: $10.00",
      "EC2: share: 40.0%",
    ]);
    expect(missing([claim], reply("| RDS | $10.00 | 40% |"))).toEqual(["no line on EC2"]);
  });
  test("a row may stand in a file", () =>
    expect(
      holds(row("EC2", usd("cost", 10)), "", { files: [{ name: "a.csv", content: "service,usd\nEC2,10.00" }] }),
    ).toBe(true));
  test("a set is whole, and nothing more", () => {
    const claim = exactly("ids", /\bi-\d+\b/g, ["i-1", "i-2"]);
    expect(holds(claim, "i-2 and i-1, again i-1")).toBe(true);
    expect(missing([claim], reply("i-1, i-3"))).toEqual(["ids: i-2 is missing", "ids: i-3 does not belong"]);
  });
  test("a text, in whatever case, and a picture", () => {
    expect(holds(text("who", "hana.choi", "Hana"), "by HANA")).toBe(true);
    expect(holds(text("who", "hana.choi"), "by somebody")).toBe(false);
    expect(holds(picture("chart"), "", { pictures: [{ name: "a.png", alt: "" }] })).toBe(true);
    expect(holds(picture("chart"), "")).toBe(false);
  });
});
