import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  become,
  composer,
  executablePath,
  type PageBrowser,
  startBrowser,
  threadComposer,
} from "./support/page-browser.ts";
import { patience } from "./support/slack-day.ts";
import { type Stack, startStack } from "./support/stack.ts";

/** The main job as a newcomer does it: in a real browser, on the page of the local workspace, with the real bot. */
let stack: Stack;
let browser: PageBrowser;
let page: Page;

beforeAll(async () => {
  if (!executablePath) return;
  [stack, browser] = await Promise.all([startStack(), startBrowser()]);
  await stack.startBot();
  page = await browser.open(stack.url);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

const STORY_MS = 180_000 * patience;
const naturalWidth = (image: { naturalWidth: number }) => image.naturalWidth;

describe.skipIf(!executablePath)("the page, for who sees it first", () => {
  it("says on its first screen what this is, what is real and what stands in, and what to press", async () => {
    const welcome = page.locator(".welcome");
    expect(await welcome.locator("h2").textContent()).toBe("Slack에서 물어보면 AWS를 조회해 답하는 봇");
    expect(await welcome.locator(".end").allInnerTexts()).toEqual([
      "진짜\n봇\n운영 환경에서 도는 것과 같은 프로그램",
      "대역\nSlack\n이 화면. 이 컴퓨터 밖으로는 아무것도 나가지 않습니다",
      "대역\nAWS\n샘플 계정 haneul-prod. 데이터는 지어낸 것입니다",
      "대역\n언어 모델\n규칙으로 답하는 오프라인 플래너",
    ]);
    const begin = await welcome.getByRole("button", { name: "이야기 따라가 보기" }).boundingBox();
    expect((begin?.y ?? 9_999) + (begin?.height ?? 0)).toBeLessThan(1_000);
  });

  it("leads from the question to an answer with a table and a picture in the thread", async () => {
    await page.getByRole("button", { name: "이야기 따라가 보기" }).click();
    await page.getByRole("button", { name: "이번 달 비용이 왜 튀었어?" }).click();
    const table = page.locator(".thread table").last();
    await table.waitFor({ timeout: 20_000 * patience });
    await page.locator('.thread img[alt*="합계"]').waitFor({ timeout: 20_000 * patience });
    expect(await table.textContent()).toMatch(/사용 유형\s*리전\s*이전\s*이후\s*증감/);
  });

  it("shows the picture in large, in its natural size after a press, and closes it by Escape", async () => {
    const picture = page.locator('.thread img[alt*="합계"]');
    expect(await picture.evaluate(naturalWidth)).toBe(1600);
    await page.locator(".thread .image-button").click();
    const large = page.locator(".lightbox img");
    expect(await large.getAttribute("alt")).toBe(await picture.getAttribute("alt"));
    expect((await large.boundingBox())?.width).toBeLessThanOrEqual(1_440);
    await large.click();
    await expect.poll(async () => (await large.boundingBox())?.width, { timeout: 5_000 }).toBe(1600);
    await page.keyboard.press("Escape");
    await page.locator(".lightbox").waitFor({ state: "detached" });
  });

  it("takes the follow-up in the thread without a mention", async () => {
    await threadComposer(page).fill("EC2만");
    await threadComposer(page).press("Enter");
    await page.getByText(/EC2 비용은 \$/).waitFor({ timeout: 20_000 * patience });
  });

  it(
    "names the culprit, and lets two others approve the fix after a look at what will run",
    async () => {
      await page.getByRole("button", { name: "그 GPU 인스턴스 누가 켰어?" }).click();
      await page
        .locator(".thread")
        .getByText(/GPU.*hana\.choi/)
        .first()
        .waitFor({ timeout: 40_000 * patience });
      await page.getByRole("button", { name: "그 GPU 인스턴스 두 대 중지해줘" }).click();
      const approve = page.locator(".thread").getByRole("button", { name: "승인", exact: true });
      await approve.waitFor({ timeout: 40_000 * patience });

      // On a slow line the former person's buttons stand there for a while: nobody presses them as somebody else.
      await page.route(/\/messages\?/, async (route) => {
        await sleep(300);
        await route.continue();
      });
      for (const [name, user] of [
        ["박서연으로 보기", "seoyeon"],
        ["이도윤으로 보기", "doyun"],
      ] as const) {
        await page.getByRole("button", { name }).click();
        await page.locator(`.who-one.me[data-user="${user}"]`).waitFor();
        await approve.click();
        const dialog = page.getByRole("dialog");
        expect(await dialog.textContent()).toMatch(/i-[0-9a-f]{17}.*i-[0-9a-f]{17}/s);
        const target = dialog.getByRole("textbox");
        await target.fill(String(await target.getAttribute("placeholder")));
        await dialog.getByRole("button", { name: "승인", exact: true }).click();
        await dialog.waitFor({ state: "detached" });
        await page.getByRole("button", { name: "승인했습니다" }).click();
      }
      await page.unroute(/\/messages\?/);
      await page
        .locator(".thread")
        .getByText(/✅ .*EC2 인스턴스 중지 완료/)
        .waitFor({ timeout: 40_000 * patience });
      expect(await approve.count()).toBe(0);
      await page
        .locator(".thread")
        .getByText(/모두 중지됨/)
        .first()
        .waitFor({ timeout: 40_000 * patience });
      await page.getByRole("button", { name: "us-east-1 인스턴스 상태 보여줘" }).click();
      await page
        .locator(".thread")
        .getByText(/EC2 인스턴스는 2대입니다 \(실행 중 0대, 중지 2대\)/)
        .waitFor({ timeout: 40_000 * patience });
    },
    STORY_MS,
  );

  it("keeps who looks, the place, the thread and the story over a reload", async () => {
    const before = await page.locator(".thread .message").allInnerTexts();
    await page.reload();
    await page
      .locator(".thread .message")
      .nth(before.length - 1)
      .waitFor();
    expect(await page.locator(".thread .message").allInnerTexts()).toEqual(before);
    expect(await page.locator(".who-one.me").getAttribute("data-user")).toBe("doyun");
    expect(await page.locator(".story-title").textContent()).toBe("끝입니다. 이제 무엇이든 물어보세요.");
  });

  it("answers a command only for the one who gave it", async () => {
    await become(page, "jiwoo");
    await composer(page).fill("/mod");
    await composer(page).press("Tab");
    await composer(page).press("Enter");
    const answer = page.locator(".main .message.ephemeral").last();
    await answer
      .getByText(/offline/)
      .first()
      .waitFor();
    await become(page, "doyun");
    await page.locator(".main .message").first().waitFor();
    expect(await page.locator(".main .message.ephemeral").count()).toBe(0);
  });

  it("ran without an error of its own", () => {
    expect(browser.problems).toEqual([]);
  });
});
