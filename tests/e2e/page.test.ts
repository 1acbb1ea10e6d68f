import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, QUIET } from "./support/browser.ts";
import { type Stack, startStack } from "./support/stack.ts";

/** The main job as a newcomer does it: in a real browser, on the page of the local workspace. */
let stack: Stack;
let browser: Browser;
let page: Page;
const problems: string[] = [];
const executablePath = findChromium();

beforeAll(async () => {
  if (!executablePath) return;
  stack = await startStack();
  await stack.startBot();
  browser = await chromium.launch({ executablePath: executablePath!, args: QUIET });
  page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(stack.url);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

const composer = () => page.locator(".composer-input");
const be = async (name: string) => {
  await page.locator(`.who-one[data-user="${name}"]`).click();
  await page.locator(`.who-one.me[data-user="${name}"]`).waitFor();
};

describe.skipIf(!executablePath)("the page", () => {
  it("answers a Korean question with a table and a picture in the thread", async () => {
    await composer().first().fill("@ops 지난주 서비스별 비용 보여줘");
    await composer().first().press("Enter");
    await page.getByText(/댓글 2개/).click({ timeout: 20_000 });
    const table = page.locator("table").last();
    await table.waitFor();
    expect(await table.textContent()).toMatch(/서비스\s*비용\s*비중/);
    const picture = page.locator('img[alt*="합계"]');
    await picture.waitFor();
    expect(await picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1600);
  });

  it("takes the follow-up in the thread without a mention", async () => {
    await composer().last().fill("EC2만");
    await composer().last().press("Enter");
    await page.getByText(/EC2 비용은 \$/).waitFor({ timeout: 20_000 });
  });

  it("lets another person approve a change by its buttons, after a look at what will run", async () => {
    await composer().first().fill("@ops order-api-2 재부팅해줘");
    await composer().first().press("Enter");
    await page
      .getByText(/댓글 2개/)
      .last()
      .click({ timeout: 20_000 });
    await page.getByRole("button", { name: "승인", exact: true }).waitFor({ timeout: 20_000 });
    await be("seoyeon");
    await page.getByRole("button", { name: "승인", exact: true }).click({ timeout: 20_000 });
    const dialog = page.getByRole("dialog");
    expect(await dialog.textContent()).toContain("order-api-2");
    await dialog.getByRole("button", { name: "승인하고 실행" }).click();
    await page.getByText(/✅ order-api-2 .*재부팅 완료/).waitFor({ timeout: 40_000 });
    expect(await page.getByRole("button", { name: "승인", exact: true }).count()).toBe(0);
  }, 90_000);

  it("ran without an error of its own", () => {
    expect(problems).toEqual([]);
  });
});
