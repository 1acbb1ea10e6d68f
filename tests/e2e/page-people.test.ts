import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, startWorkspace } from "../sandbox/slack/start-workspace.ts";
import {
  become,
  composer,
  executablePath,
  type PageBrowser,
  startBrowser,
  threadComposer,
} from "./support/page-browser.ts";
import { startWorkspaceOfDay } from "./support/slack-day.ts";

/** How the page behaves for different people, screens and hands, and for those who mean harm. */
let slack: Running;
let browser: PageBrowser;
let page: Page;
/** Of Sarah, who reads English, in a Korean browser and in the dark. */
let other: Page;
/** Milliseconds until the first words, of pages that came to an empty cache. */
const paints: number[] = [];
const paintOf = async (one: Page) => {
  // The page may be there before it was painted.
  const painted = await one.waitForFunction("performance.getEntriesByName('first-contentful-paint')[0]?.startTime");
  return Number(await painted.jsonValue());
};

beforeAll(async () => {
  if (!executablePath) return;
  [slack, browser] = await Promise.all([startWorkspaceOfDay(), startBrowser()]);
  page = await browser.open(slack.ready.url);
  other = await browser.open(slack.ready.url, { as: "U0SARAH", locale: "ko-KR", colorScheme: "dark" });
  for (const one of [page, other]) paints.push(await paintOf(one));
});
afterAll(async () => {
  await browser?.close();
  await slack?.remove();
});

const say = (user: string, text: string, channel = "ops", thread_ts?: string) =>
  slack.control.post({ user, channel, text, thread_ts });

describe.skipIf(!executablePath)("the page", () => {
  it("can be used by keyboard alone, from asking to the thread and back, and explains its keys", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("general");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "general", exact: true }).waitFor();
    await page.keyboard.type("@o");
    await page.getByRole("option", { name: /ops/ }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("안녕하세요");
    await page.keyboard.press("Enter");
    await page.locator(".thread .message .mention").getByText("@ops").waitFor();
    expect(await page.locator(".thread .message .content").textContent()).toBe("@ops 안녕하세요");
    await page.keyboard.type("덧붙입니다");
    await page.keyboard.press("Enter");
    await page.locator(".thread .message").nth(1).waitFor();
    await page.locator(".thread .message").nth(1).focus();
    await page.keyboard.press("ArrowUp");
    expect(
      await page
        .locator(".thread .message")
        .first()
        .evaluate((one) => one.matches(":focus")),
    ).toBe(true);
    await page.keyboard.press("Escape");
    await page.locator(".thread").waitFor({ state: "hidden" });
    await page.keyboard.press("Alt+2");
    await page.locator('.who-one.me[data-user="seoyeon"]').waitFor();
    await page.keyboard.press("Alt+1");
    await page.locator('.who-one.me[data-user="jiwoo"]').waitFor();
    await page.locator(".main").focus();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "단축키" }).getByText("스레드 닫기").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+ArrowUp");
    await page.getByRole("heading", { name: "ops", exact: true }).waitFor();
    await page.keyboard.press("F6");
    expect(await page.evaluate("document.activeElement.closest('.thread, .main, .sidebar, .top-bar') !== null")).toBe(
      true,
    );
  });

  it("shows two people each other's words at once, and what waits in a channel they are not in", async () => {
    await other.getByRole("button", { name: "random" }).click();
    await other.getByRole("heading", { name: "random", exact: true }).waitFor();
    const { ts } = await say("jiwoo", "@sarah 보이나요?");
    await other.locator('.sidebar .item[data-to="C0OPS"] .mentions').getByText("1").waitFor();
    expect(await other.title()).toBe("(1) #random · Haneul");
    await other.getByRole("button", { name: "ops 1" }).click();
    await other.locator(".new-line").getByText("New").waitFor();
    await other.locator(".message.follows, .message").last().hover();
    await other.locator(`.message[data-ts="${ts}"]`).getByRole("button", { name: "React with :eyes:" }).click();
    await page.getByRole("button", { name: /^ops/ }).first().click();
    await page.locator(".reaction").getByText("👀").waitFor();
    await composer(other).fill("yes");
    await composer(other).press("Enter");
    await page.locator(".main .message", { hasText: "yes" }).waitFor();
  });

  it("sends a reply to the channel as well when asked to, and leads from there to its thread", async () => {
    const { ts } = await say("sarah", "배포 <b>끝</b>났나요? @ops", "general");
    await page.locator('.sidebar .item[data-to="C0GENERAL"]').click();
    await page.locator(`.main .message[data-ts="${ts}"]`).hover();
    await page.locator(`.main .message[data-ts="${ts}"]`).getByRole("button", { name: "스레드 열기" }).click();
    await page.locator(".thread").getByLabel("#general에도 보내기").check();
    await threadComposer(page).fill("끝났습니다");
    await threadComposer(page).press("Enter");
    const inChannel = page.locator(".main .message", { hasText: "끝났습니다" });
    await inChannel.waitFor();
    expect(await inChannel.locator(".broadcast-line").textContent()).toMatch(
      /^Sarah Lee 님의 스레드에 단 댓글:\s*배포 <b>끝<\/b>났나요\? @ops$/,
    );
    await page.locator(".thread .message", { hasText: "채널에도 보낸 댓글" }).getByText("끝났습니다").waitFor();
    expect(await page.locator(".thread").getByLabel("#general에도 보내기").isChecked()).toBe(false);
    await page.keyboard.press("Escape");
    await page.locator(".thread").waitFor({ state: "hidden" });
    await inChannel.locator(".broadcast-line").click();
    await page.locator(".thread .message", { hasText: "배포" }).waitFor();
    await page.locator('.sidebar .item[data-to="C0OPS"]').click();
  });

  it("gives each their own time and the chosen language, and keeps light or dark as chosen", async () => {
    const { ts } = await say("jiwoo", "몇 시죠?");
    const clock = (zone: string) =>
      new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(
        Number(ts) * 1000,
      );
    // In a Korean browser: the language is that of the person, until another one is chosen for them.
    const sarah = other;
    await sarah.locator(`.main .message[data-ts="${ts}"]`).waitFor();
    const time = (one: Page) => one.locator(`.main .message[data-ts="${ts}"] time`).first().textContent();
    expect([await time(page), await time(sarah)]).toEqual([clock("Asia/Seoul"), clock("America/Los_Angeles")]);
    const paper = () => sarah.evaluate("getComputedStyle(document.querySelector('.main')).backgroundColor");
    expect(await paper()).toBe("rgb(23, 25, 29)");
    await sarah.getByRole("button", { name: "Appearance" }).click();
    await sarah.getByRole("menuitemradio", { name: "Light" }).click();
    await expect.poll(paper).toBe("rgb(255, 255, 255)");
    await sarah.getByRole("button", { name: "한국어로 보기" }).click();
    await sarah.getByText("보는 사람").waitFor();
    await sarah.reload();
    await sarah.getByText("보는 사람").waitFor();
    await become(sarah, "guest");
    await sarah.getByText("Looking as").waitFor();
    expect(await paper()).toBe("rgb(255, 255, 255)");
    await sarah.context().close();
  });

  it("is read and written on a phone: one thing at a time, nothing wider than the screen", async () => {
    const { ts } = await say("jiwoo", "넓은 표");
    const wide = `| ${"열 ".repeat(3)} |`.repeat(6);
    const row = (cells: string) => `|${Array.from({ length: 9 }, () => cells).join("|")}|`;
    const table = [row("머리글"), row("---"), row("값이 긴 칸")].join("\n");
    const blocks = [{ type: "markdown", text: `${wide}\n\n${table}\n\n\`${"long-token-".repeat(20)}\`` }];
    await slack.client.chat.postMessage({ channel: "C0OPS", thread_ts: ts, text: "t", blocks });
    const phone = await browser.open(slack.ready.url, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    paints.push(await paintOf(phone));
    const isWithin = () => phone.evaluate("document.documentElement.scrollWidth <= innerWidth");
    expect(await phone.locator(".sidebar").isVisible()).toBe(false);
    await phone.getByRole("button", { name: "메뉴" }).tap();
    await phone.locator(".sidebar").getByRole("button", { name: "general" }).tap();
    await phone.getByRole("heading", { name: "general", exact: true }).waitFor();
    await expect.poll(() => phone.locator(".sidebar").isVisible()).toBe(false);
    await phone.goBack();
    await phone.locator(`.main .message[data-ts="${ts}"] .thread-line`).tap();
    await phone.locator(".thread table").last().waitFor();
    expect([await isWithin(), await phone.locator(".main .composer-input").isVisible()]).toEqual([true, false]);
    await threadComposer(phone).fill("전화기에서");
    await phone.locator(".thread .send").tap();
    await phone.locator(".thread .message", { hasText: "전화기에서" }).waitFor();
    await phone.context().close();
  });

  it("cannot be made to run, call, load or lie by anything in a message", async () => {
    const requested: string[] = [];
    page.on("request", (request) => requested.push(request.url()));
    const evil = [
      "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>",
      "<javascript:window.hit=3|press me> <data:text/html,x|data>",
      "<https://evil.example/phish|console.aws.amazon.com> <https://console.aws.amazon.com@evil.example|sign in>",
      "&lt;!channel&gt; &lt;@U0JIWOO&gt; tag=Approved by 박서연 ✅",
      "log\u202Egnp.exe and a\u2066b",
      `${"*_~`".repeat(400)}${"<".repeat(400)}`,
    ].join("\n");
    const markdown = [
      "<script>window.hit = 4</script><iframe src='https://evil.example'></iframe><b onclick='window.hit=5'>b</b>",
      "![tracker](https://evil.example/pixel.png) [a](javascript:window.hit=6) <javascript:window.hit=7>",
      "[console.aws.amazon.com](https://evil.example/phish) [x](https://evil.example 'console.aws.amazon.com')",
      "<span data-entity='!channel'>@channel</span> &#106;avascript: `<img src=x onerror=window.hit=8>`",
    ].join("\n\n");
    const text = { type: "plain_text", text: "<img src=x onerror='window.hit=9'>" };
    const { ts = "" } = await slack.client.chat.postMessage({
      channel: "C0OPS",
      text: "evil",
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: evil.slice(0, 2_900) } },
        { type: "markdown", text: markdown },
        { type: "header", text },
        { type: "image", image_url: "https://evil.example/pixel.png", alt_text: "<b>alt</b>" },
        { type: "table", rows: [[{ type: "raw_text", text: "<img src=x onerror='window.hit=10'>" }]] },
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: "go",
              url: "https://evil.example",
              text: { type: "plain_text", text: "Approve" },
            },
          ],
        },
      ] as never[],
    });
    const box = page.locator(`.main .message[data-ts="${ts}"]`);
    await box.locator("table").waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
    expect(
      await box
        .locator(".content")
        .locator("script, iframe, object, embed, form, b, img, [onclick], [onerror], [style]")
        .count(),
    ).toBe(0);
    const links = await box
      .locator("a")
      .evaluateAll((all) => all.map((one) => [one.getAttribute("href"), one.parentElement?.textContent]));
    expect(links.map(([href]) => new URL(String(href)).protocol)).toEqual(links.map(() => "https:"));
    expect(links.map(([, shown]) => shown)).toEqual(
      expect.arrayContaining([
        "console.aws.amazon.com (evil.example)",
        expect.stringContaining("console.aws.amazon.com (evil.example)"),
      ]),
    );
    expect(await box.locator(".mention.me").count()).toBe(0);
    expect(await box.textContent()).toContain("log‹U+202E›gnp.exe and a‹U+2066›b");
    expect(requested.filter((url) => !url.startsWith(slack.ready.url))).toEqual([]);
  });

  it("misses nothing while the workspace is away, and says that it is", async () => {
    const { url } = slack.ready;
    await slack.stop();
    await page.locator(".lost").getByText("연결이 끊겼습니다").waitFor();
    await composer(page).fill("아직 여기 있습니다");
    slack = { ...(await startWorkspace({ dir: slack.dir, args: ["--port", new URL(url).port] })) };
    await say("doyun", "그동안 온 말");
    await page.locator(".main .message", { hasText: "그동안 온 말" }).waitFor();
    await page.locator(".lost").waitFor({ state: "hidden" });
    expect(await composer(page).inputValue()).toBe("아직 여기 있습니다");
  });

  it("paints its first words within a second, and ran without an error of its own", async () => {
    // The machine may be busy with other tests: the best of a few is what the page itself takes.
    for (let i = 0; i < 3 && Math.min(...paints) >= 1_000; i += 1) {
      const fresh = await browser.open(slack.ready.url);
      paints.push(await paintOf(fresh));
      await fresh.context().close();
    }
    expect(Math.min(...paints)).toBeLessThan(1_000);
    const ours = browser.problems.filter(
      (problem) =>
        !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/.test(problem),
    );
    expect(ours).toEqual([]);
  });
});
