import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium, QUIET } from "./browser.ts";
import { patience } from "./slack-day.ts";

/** One Chromium for a file of tests, and pages of the workspace in it. Undefined where the machine has none. */
export interface PageBrowser {
  /** A page of its own: nothing is remembered from another. Korean, light, calm and wide unless said otherwise. */
  open(url: string, options?: BrowserContextOptions & { as?: string }): Promise<Page>;
  /** What any of the pages reported as wrong, in its console or by an exception. */
  problems: string[];
  close(): Promise<void>;
}

export const executablePath = findChromium();

export async function startBrowser(): Promise<PageBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: executablePath ?? "", args: QUIET });
  const problems: string[] = [];
  return {
    problems,
    async open(url, { as, ...options } = {}) {
      const context = await browser.newContext({
        locale: "ko-KR",
        viewport: { width: 1440, height: 1000 },
        permissions: ["clipboard-read", "clipboard-write"],
        // What shimmers and pulses while the bot works is painted sixty times a second, by the processor.
        reducedMotion: "reduce",
        ...options,
      });
      context.setDefaultTimeout(10_000 * patience);
      const page = await context.newPage();
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      // Only once: who looks may be changed later, and a reload keeps that.
      if (as)
        await page.addInitScript(`localStorage.getItem("looking-as") ?? localStorage.setItem("looking-as", "${as}")`);
      await page.goto(url);
      await page.locator(".who-one.me").waitFor();
      return page;
    },
    close: () => browser.close(),
  };
}

/** Where a person writes: in the channel, or in the thread beside it. */
export const composer = (page: Page) => page.locator(".main .composer-input");
export const threadComposer = (page: Page) => page.locator(".thread .composer-input");

export async function become(page: Page, name: string): Promise<void> {
  await page.locator(`.who-one[data-user="${name}"]`).click();
  await page.locator(`.who-one.me[data-user="${name}"]`).waitFor();
}
