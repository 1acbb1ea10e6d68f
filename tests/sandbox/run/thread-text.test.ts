import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownText } from "../../../sandbox/run/thread/markdown.ts";
import { plainMrkdwn } from "../../../sandbox/run/thread/mrkdwn.ts";
import { type Shown, threadText } from "../../../sandbox/run/thread/thread-text.ts";
import { padTo, width } from "../../../sandbox/run/thread/width.ts";
import { message, picture } from "./support.ts";

const names: Record<string, string> = { U0JIWOO: "김지우", U0OPSBOT: "ops", U0SEOYEON: "박서연", S0: "aws-approvers" };
const nameOf = (id: string) => names[id] ?? id;
const reader = { language: "ko", zone: "Asia/Seoul", nameOf, pathOf: (id: string) => `out/${id}.png` } as const;

const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const plain = (text: string) => ({ type: "plain_text", text });

describe("a thread in the terminal", () => {
  test("reads like the thread: who, when, text, tables, pictures, buttons, what only one person sees", () => {
    const shown: Shown[] = [
      {
        message: message({
          ts: "1795132320.000100",
          user: "U0JIWOO",
          text: "<@U0OPSBOT> 지난주 서비스별 비용 보여줘",
          blocks: [
            {
              type: "rich_text",
              elements: [
                {
                  type: "rich_text_section",
                  elements: [
                    { type: "user", user_id: "U0OPSBOT" },
                    { type: "text", text: " 지난주 서비스별 비용 보여줘" },
                  ],
                },
              ],
            },
          ],
        }),
      },
      {
        message: message({
          ts: "1795132325.000200",
          user: "U0OPSBOT",
          blocks: [
            {
              type: "task_card",
              task_id: "c1",
              title: "비용 조회",
              status: "complete",
              output: {
                type: "rich_text",
                elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "28행 · 0.3 s" }] }],
              },
            },
            {
              type: "markdown",
              text: "**비용은 $1,234.56입니다.**\n\n| 서비스 | 비용 |\n|---|---:|\n| `AmazonEC2` | $1,000.00 |\n| 기타 | $234.56 |",
            },
            { type: "context", elements: [mrkdwn("_11월 10–16일_ · haneul-prod")] },
          ],
          files: [picture({ id: "F7", alt: "일별 비용" })],
        }),
      },
      {
        message: message({
          ts: "1795132330.000300",
          user: "U0OPSBOT",
          blocks: [
            { type: "header", text: plain("⏳ 승인 요청: 재부팅") },
            { type: "section", text: mrkdwn("*대상* order-api-2 &lt;i-0ab&gt;\n*승인자* <!subteam^S0>") },
            {
              type: "actions",
              elements: [
                { type: "button", text: plain("승인") },
                { type: "button", text: plain("거절") },
              ],
            },
          ],
        }),
      },
      {
        message: message({
          ts: "1795132340.000400",
          user: "U0OPSBOT",
          text: "⛔ 요청한 사람은 직접 승인할 수 없습니다.",
          ephemeral: true,
        }),
        onlyFor: "U0JIWOO",
      },
      {
        message: message({
          ts: "1795186801.000500",
          user: "U0SEOYEON",
          text: "고마워요",
          reactions: [{ name: "eyes", users: ["U0JIWOO"] }],
        }),
      },
    ];
    expect(threadText("#ops", shown, reader)).toMatchInlineSnapshot(`
      "#ops
      ── 2026-11-20 (Asia/Seoul)

      김지우  08:52
        @ops 지난주 서비스별 비용 보여줘

      ops  08:52
        ✓ 비용 조회 (28행 · 0.3 s)
        비용은 $1,234.56입니다.

        서비스          비용
        ─────────  ─────────
        AmazonEC2  $1,000.00
        기타         $234.56

        11월 10–16일 · haneul-prod
        [그림] out/F7.png
          일별 비용

      ops  08:52
        ⏳ 승인 요청: 재부팅
        대상 order-api-2 <i-0ab>
        승인자 @aws-approvers
        [승인] [거절]

      ops  08:52  (김지우에게만 보임)
        ⛔ 요청한 사람은 직접 승인할 수 없습니다.

      ── 2026-11-21 (Asia/Seoul)

      박서연  00:00
        고마워요
        :eyes: 1"
    `);
  });

  test("says in the reader's language what is still being written and what was cut off", () => {
    const shown = [
      { message: message({ ts: "1795132320.000100", user: "U0OPSBOT", text: "One moment", streaming: true }) },
      { message: message({ ts: "1795132321.000100", user: "U0OPSBOT", text: "Half", cut: "timeout" }) },
    ];
    expect(
      threadText("@ops", shown, { ...reader, language: "en", zone: "America/Los_Angeles" }),
    ).toMatchInlineSnapshot(`
      "@ops
      ── 2026-11-19 (America/Los_Angeles)

      ops  15:52
        One moment
        (still writing)

      ops  15:52
        Half
        (cut off)"
    `);
  });
});

describe("Markdown in the terminal", () => {
  test("keeps lists, quotes, code and links readable", () => {
    const text =
      "## 원인\n1. **하나**\n2. 둘\n   - 안쪽 `x_y`\n\n> 인용\n\n```\na  b\n```\n[문서](https://e.example/a) 끝\\* &lt;b&gt;";
    expect(markdownText(text).join("\n")).toMatchInlineSnapshot(`
      "원인
      1. 하나
      2. 둘
         • 안쪽 x_y

      │ 인용

          a  b
      문서 (https://e.example/a) 끝* <b>"
    `);
  });

  test("loses no letter or digit of a paragraph, whatever stands there", () => {
    const words = fc.array(fc.stringMatching(/^[가-힣a-zA-Z0-9]{1,8}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, (list) => {
        const text = list
          .map((word, i) => (i % 3 === 0 ? `**${word}**` : i % 3 === 1 ? `\`${word}\`` : word))
          .join(" ");
        expect(markdownText(text).join(" ").trim()).toBe(list.join(" "));
      }),
    );
  });
});

describe("Slack's markup in the terminal", () => {
  test.each([
    ["*굵게* _기울여_ ~지움~ `코드`", "굵게 기울여 지움 코드"],
    ["snake_case_name 3*4*5", "snake_case_name 3*4*5"],
    ["<https://e.example|여기> <https://e.example>", "여기 (https://e.example) https://e.example"],
    ["<@U0JIWOO> <#C1|ops> <!here> <!subteam^S0|@x>", "@김지우 #ops @here @x"],
    ["a &lt;b&gt; &amp;amp;", "a <b> &amp;"],
  ])("%s", (text, expected) => {
    expect(plainMrkdwn(text, nameOf)).toBe(expected);
  });
});

describe("the width of a cell", () => {
  test("counts Hangul and emoji as two columns", () => {
    expect(["abc", "비용", "⏳ 1", "", "é"].map(width)).toEqual([3, 4, 4, 0, 1]);
  });

  test("is what padding fills up to", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom("left", "right", "center"),
        (text, columns, align) => {
          expect(width(padTo(text, columns, align as "left"))).toBe(Math.max(columns, width(text)));
        },
      ),
    );
  });
});
