import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, startWorkspace } from "./start-workspace.ts";

let slack: Running;

beforeAll(async () => {
  slack = await startWorkspace();
});
afterAll(() => slack.remove());

/** A bare request: fetch would set Host by itself. */
function status(path: string, headers: Record<string, string>, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${slack.ready.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("only this machine's own names and its own page are served", async () => {
  const own = slack.ready.url;
  expect(await status("/", { host: "evil.example" })).toBe(403);
  expect(await status("/control/people", { host: "rebound.example:3000" })).toBe(403);
  expect(await status("/control/people", { origin: "http://evil.example" })).toBe(403);
  expect(await status("/control/people", { "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await status("/api/auth.test", { origin: "http://evil.example" }, "POST")).toBe(403);
  expect(await status("/control/people", { origin: own, "sec-fetch-site": "same-origin" })).toBe(200);
  expect(await status("/control/people", { host: own.replace("http://127.0.0.1", "localhost") })).toBe(200);
});

test("a form of another site cannot act: control takes JSON only", async () => {
  const response = await fetch(`${slack.ready.url}/control/post`, {
    method: "POST",
    body: new URLSearchParams({ user: "jiwoo", channel: "ops", text: "not me" }),
  });
  expect(await response.json()).toMatchObject({ ok: false, error: "not_json" });
});

test("the page comes with a strict policy, and its modules as plain JavaScript", async () => {
  const page = await fetch(slack.ready.url);
  expect(page.headers.get("content-security-policy")?.split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types dompurify",
  ]);
  // Follows every import from the entry on: each must be there and free of types.
  const queue = ["/page/app.ts"];
  const seen = new Set<string>();
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const response = await fetch(`${slack.ready.url}${path}`);
    expect([path, response.status, response.headers.get("content-type")]).toEqual([
      path,
      200,
      "text/javascript; charset=utf-8",
    ]);
    const code = await response.text();
    if (path.startsWith("/vendor/")) continue;
    expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
    for (const [, from = ""] of code.matchAll(/^import .* from "([^"]+)";/gm))
      queue.push(new URL(from, `http://x${path}`).pathname);
  }
  expect(seen.size).toBeGreaterThan(20);
  expect((await fetch(`${slack.ready.url}/fonts/Pretendard-Regular.woff2`)).headers.get("content-type")).toBe(
    "font/woff2",
  );
  for (const path of ["/page/../main.ts", "/page/%2e%2e/main.ts", "/fonts/../../package.json", "/page/none.ts"]) {
    expect(await status(path, {})).toBe(404);
  }
});

test("the feed shows a person what that person may see, and catches up after a break", async () => {
  const controller = new AbortController();
  const headers = { accept: "text/event-stream" };
  const read = async (url: string, more: Record<string, string>, done: (text: string) => boolean): Promise<string> => {
    const response = await fetch(url, { headers: { ...headers, ...more }, signal: controller.signal });
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      if (done(text)) break;
    }
    return text;
  };
  const feed = `${slack.ready.url}/control/events?user=sarah`;
  const live = read(feed, {}, (text) => text.includes("last"));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await slack.control.post({ user: "jiwoo", channel: "ops", text: "first" });
  await slack.control.post({ user: "jiwoo", channel: "sec", text: "secret" });
  await slack.client.chat.postEphemeral({ channel: "C0OPS", user: "U0JIWOO", text: "whisper" });
  await slack.control.post({ user: "jiwoo", channel: "ops", text: "last" });
  const seen = await live;
  expect(seen).toContain("first");
  expect(seen).not.toMatch(/secret|whisper/);
  const [startId, firstId] = [...seen.matchAll(/^id: (\S+)$/gm)].map((match) => match[1]) as [string, string];
  expect(await read(feed, { "last-event-id": startId }, (text) => text.includes("last"))).toContain('"first"');
  const caughtUp = await read(feed, { "last-event-id": firstId }, (text) => text.includes("last"));
  expect(caughtUp).not.toContain('"first"');
  const restarted = await read(feed, { "last-event-id": "00000000-5" }, (text) => text.includes("resync"));
  expect(restarted).toContain('{"type":"resync"}');
  controller.abort();
});
