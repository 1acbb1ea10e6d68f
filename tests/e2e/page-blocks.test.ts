import type { App } from "@slack/bolt";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../sandbox/slack/start-workspace.ts";
import { everyBlock, option, plain, startApp } from "./support/page-app.ts";
import { composer, executablePath, type PageBrowser, startBrowser, threadComposer } from "./support/page-browser.ts";
import { isLeftOutOn, patience, startWorkspaceOfDay } from "./support/slack-day.ts";

/** What the page draws and sends, seen in a real browser, against a small Bolt app over the real wire. */
let slack: Running;
let browser: PageBrowser;
let page: Page;
let app: App;
let done: Record<string, unknown>[];
const requested: string[] = [];

beforeAll(async () => {
  if (!executablePath) return;
  [slack, browser] = await Promise.all([startWorkspaceOfDay(), startBrowser()]);
  ({ app, done } = await startApp(slack.ready));
  page = await browser.open(slack.ready.url);
  page.on("request", (request) => requested.push(request.url()));
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await slack?.remove();
});

const post = async (blocks: unknown[], text = "text") =>
  (await slack.client.chat.postMessage({ channel: "C0OPS", text, blocks: blocks as never[] })).ts ?? "";
const message = (ts: string) => page.locator(`.main .message[data-ts="${ts}"]`);
const lastDone = () => done.at(-1);
const doneNext = () => expect.poll(lastDone, { timeout: 5_000 * patience });

describe.skipIf(!executablePath)("the page", () => {
  it("draws every block, and names one it does not know instead of dropping it", async () => {
    await page.route("**/control/messages*", async (route) => {
      const answer = (await (await route.fetch()).json()) as { messages: { blocks: unknown[] }[] };
      answer.messages.at(-1)?.blocks.push({ type: "hologram", text: "from the future" });
      await route.fulfill({ json: answer });
    });
    const ts = await post(everyBlock.filter(({ type }) => type !== "table"));
    await page.reload();
    await message(ts).waitFor();
    const types = await message(ts)
      .locator(".blocks > .block")
      .evaluateAll((all) => all.map((one) => one.getAttribute("data-type")));
    expect(types).toEqual([...everyBlock.map(({ type }) => type).filter((type) => type !== "table"), "hologram"]);
    expect(await message(ts).locator("[data-type=hologram]").textContent()).toContain(
      "이 화면이 모르는 블록: hologram",
    );
    expect(await message(ts).locator("[data-type=hologram] pre").textContent()).toContain("from the future");
    expect(await message(ts).locator("[data-type=markdown] td").allTextContents()).toEqual(["1", "2"]);
    expect(await message(ts).locator(".chart .mark title").allTextContents()).toEqual(["Mon · EC2 1", "Tue · EC2 3"]);
    await page.unroute("**/control/messages*");
  });

  it("sorts a data table by a column's head and turns its pages", async () => {
    const table = page.locator(".data-table").last();
    const names = () => table.locator("tbody th").allTextContents();
    expect(await names()).toEqual(["EC2", "RDS"]);
    await table.getByRole("button", { name: "USD" }).click();
    expect(await names()).toEqual(["RDS", "EC2"]);
    await table.getByRole("button", { name: "USD" }).click();
    expect(await names()).toEqual(["S3", "EC2"]);
    await table.getByRole("button", { name: "다음" }).click();
    expect([await names(), await table.locator(".pager-where").textContent()]).toEqual([["RDS"], "3행 중 3–3"]);
  });

  it("sends what is pressed and chosen as Slack does, and nothing when a confirm dialog is denied", async () => {
    const confirm = { title: plain("정말?"), text: plain("지웁니다"), confirm: plain("예"), deny: plain("아니요") };
    const elements = [
      { type: "button", action_id: "delete", text: plain("삭제"), value: "x", confirm },
      {
        type: "static_select",
        action_id: "region",
        placeholder: plain("리전"),
        options: [option("seoul"), option("tokyo")],
      },
      { type: "multi_users_select", action_id: "people", placeholder: plain("사람들") },
      { type: "external_select", action_id: "later", placeholder: plain("바깥"), min_query_length: 1 },
      { type: "datepicker", action_id: "day" },
      { type: "checkboxes", action_id: "boxes", options: [option("a"), option("b")] },
      { type: "overflow", action_id: "more", options: [option("one"), option("two")] },
    ];
    const ts = await post([{ type: "actions", block_id: "all", elements }]);
    const box = message(ts);
    await box.getByRole("button", { name: "삭제", exact: true }).first().click();
    await page.getByRole("button", { name: "아니요" }).click();
    await box.getByRole("button", { name: "리전" }).click();
    await page.keyboard.type("tok");
    await page.keyboard.press("Enter");
    await doneNext().toEqual({ action_id: "region", selected_option: option("tokyo") });
    expect(done).toHaveLength(1);
    await box.getByRole("button", { name: "삭제", exact: true }).first().click();
    await page.getByRole("button", { name: "예", exact: true }).click();
    await doneNext().toEqual({ action_id: "delete", text: plain("삭제"), value: "x" });
    await box.getByRole("button", { name: "사람들" }).click();
    await page.getByRole("option", { name: /박서연/ }).click();
    await page.getByRole("option", { name: /Sarah/ }).click();
    await page.keyboard.press("Escape");
    await doneNext().toEqual({ action_id: "people", selected_users: ["U0SEOYEON", "U0SARAH"] });
    await box.getByRole("button", { name: "바깥" }).click();
    await page.keyboard.type("q");
    await page.getByRole("option", { name: "q-2" }).click();
    await doneNext().toEqual({ action_id: "later", selected_option: option("q-2") });
    await box.locator("input[type=date]").fill("2026-11-20");
    await doneNext().toEqual({ action_id: "day", selected_date: "2026-11-20" });
    await box.getByText("b", { exact: true }).click();
    await doneNext().toEqual({ action_id: "boxes", selected_options: [option("b")] });
    await box.locator(".overflow").click();
    await page.getByRole("menuitem", { name: "two" }).click();
    await doneNext().toEqual({ action_id: "more", selected_option: option("two") });
  });

  it("keeps a modal open over what is missing or wrong, then hands over what was filled in", async () => {
    const ts = await post([
      { type: "actions", elements: [{ type: "button", action_id: "open", text: plain("열기") }] },
    ]);
    await message(ts).getByRole("button", { name: "열기" }).click();
    const modal = page.getByRole("dialog", { name: "새 규칙" });
    await modal.getByLabel("이름").fill("taken");
    await modal.getByLabel("몇 개").fill("0");
    await modal.getByRole("button", { name: "저장" }).click();
    const errors = () => modal.locator(".input-error").allTextContents();
    expect(await errors()).toEqual(["", "필수 항목입니다.", "", expect.stringMatching(/1/)]);
    await modal.getByText("T2").click();
    await modal.getByLabel("몇 개").fill("3");
    await page.keyboard.press("Enter");
    await expect.poll(errors, { timeout: 5_000 * patience }).toEqual(["이미 있습니다", "", "", ""]);
    await modal.getByLabel("이름").fill("order-api");
    await page.keyboard.press("Enter");
    await modal.waitFor({ state: "detached" });
    expect(lastDone()).toEqual({
      submitted: {
        name: { name: { type: "plain_text_input", value: "order-api" } },
        tier: { tier: { type: "radio_buttons", selected_option: option("T2") } },
        who: { who: { type: "multi_users_select", selected_users: [] } },
        many: { many: { type: "number_input", value: "3" } },
      },
    });
  });

  it("shows the app's Home, and what is pressed there reaches the app", async () => {
    await page.getByRole("button", { name: "Opsthread 홈" }).click();
    await page.getByRole("heading", { name: "오늘의 상태" }).waitFor();
    await page.getByRole("button", { name: "새로 고침" }).click();
    await doneNext().toEqual({ action_id: "home-button", text: plain("새로 고침"), value: "now" });
    await page.goBack();
    await page.locator(".main .message").first().waitFor();
  });

  const noStream = isLeftOutOn("no-streaming", "the page has no stream to draw where none can be begun");
  it.skipIf(noStream)(
    "lets a streamed answer grow evenly in few large pieces, under a status and a Stop button",
    async () => {
      await page.emulateMedia({ reducedMotion: "no-preference" });
      const { ts: root = "" } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "@ops 천천히" });
      await message(root).focus();
      await page.keyboard.press("t");
      const { client } = slack;
      await client.apiCall("agents.sessions.setStatus", { channel_id: "C0OPS", thread_ts: root, status: "processing" });
      await client.apiCall("assistant.threads.setStatus", {
        channel_id: "C0OPS",
        thread_ts: root,
        status: "reading CloudTrail…",
      });
      await page.locator(".thread .status-line").getByText("ops: reading CloudTrail…").waitFor();
      const { ts = "" } = (await client.apiCall("chat.startStream", {
        ...{ channel: "C0OPS", thread_ts: root, recipient_user_id: "U0JIWOO", recipient_team_id: slack.ready.teamId },
      })) as { ts?: string };
      const words = "한 번에 온 긴 문장이라도 낱말 하나씩 차례로 나타납니다. ".repeat(12);
      const lengths = new Set<number>();
      await client.apiCall("chat.appendStream", { channel: "C0OPS", ts, markdown_text: words });
      const shown = page.locator(`.thread .message[data-ts="${ts}"] .markdown`);
      await shown.waitFor();
      await expect
        .poll(
          async () => {
            const length = ((await shown.textContent()) ?? "").trim().length;
            lengths.add(length);
            return length;
          },
          { interval: 30, timeout: 5_000 * patience },
        )
        .toBe(words.trim().length);
      expect(lengths.size).toBeGreaterThan(3);
      await page.locator(".thread").getByRole("button", { name: "중지" }).click();
      await doneNext().toEqual({ stopped: root });
      await page.locator(".thread .cut").getByText("사람이 중지했습니다.").waitFor();
      await client.apiCall("agents.sessions.setStatus", { channel_id: "C0OPS", thread_ts: root, status: "active" });
      await page.locator(".thread").getByRole("button", { name: "보내기" }).waitFor();
    },
  );

  it("posts pictures and files from the composer, edits and deletes what is one's own", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const { ts: root } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "자료는 아래에" });
    await message(root).focus();
    await page.keyboard.press("t");
    await page.locator(".thread .message", { hasText: "자료는 아래에" }).waitFor();
    await page.locator(".thread input[type=file]").setInputFiles([
      { name: "dot.png", mimeType: "image/png", buffer: png },
      { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") },
    ]);
    await threadComposer(page).fill("자료입니다");
    await threadComposer(page).press("Enter");
    const own = page.locator(".thread .message", { hasText: "자료입니다" });
    await own.locator('img[alt="dot.png"]').waitFor();
    expect(await own.locator(".file-card").textContent()).toContain("rows.csv");
    await threadComposer(page).press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.type(" (고침)");
    await page.keyboard.press("Enter");
    await page.locator(".thread .message", { hasText: "자료입니다 (고침)" }).getByText("(편집됨)").waitFor();
    await page.locator(".thread .message", { hasText: "(고침)" }).focus();
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "삭제", exact: true }).last().click();
    await page.locator(".thread .message", { hasText: "(고침)" }).waitFor({ state: "detached" });
    await composer(page).focus();
  });

  it("asked nobody but its own server for anything, and ran without an error of its own", () => {
    expect(requested.filter((url) => !url.startsWith(slack.ready.url))).toEqual([]);
    expect(browser.problems).toEqual([]);
  });
});
