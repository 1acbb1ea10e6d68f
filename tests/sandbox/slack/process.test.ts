import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeArgs } from "../../support/node-args.ts";
import { errorOf, startWorkspaceProcess } from "./start-workspace.ts";

test("messages, open streams, files, tokens and changes of people survive a restart, also a hard one; ephemerals do not", async () => {
  const first = await startWorkspaceProcess();
  const { ts } = await first.control.post({ user: "jiwoo", channel: "ops", text: "remember me" });
  const { ts: stream } = (await first.client.apiCall("chat.startStream", {
    channel: "C0OPS",
    thread_ts: ts,
    recipient_user_id: "U0JIWOO",
    recipient_team_id: first.ready.teamId,
    markdown_text: "half",
  })) as { ts?: string };
  await first.client.chat.postEphemeral({ channel: "C0OPS", user: "U0JIWOO", text: "not this" });
  await first.client.files.uploadV2({ channel_id: "C0OPS", file: Buffer.from("a,b\n"), filename: "a.csv" });
  await first.control.waitFor({ user: "jiwoo", channel: "ops" }, (all) => all.some((one) => one.files.length === 1));
  await first.control.changePerson("sarah", { deleted: true, real_name: "Sarah Kim" });
  await first.stop("SIGKILL");

  const second = await startWorkspaceProcess({ dir: first.dir });
  expect(second.ready.botToken).toBe(first.ready.botToken);
  expect(second.ready.appToken).toBe(first.ready.appToken);
  const { messages } = await second.control.messages({ user: "jiwoo", channel: "ops" });
  expect(messages.map((one) => [one.text, one.files.length])).toEqual([
    ["remember me", 0],
    ["", 1],
  ]);
  expect((await second.control.file(messages[1]?.files[0]?.path ?? "")).toString()).toBe("a,b\n");
  const thread = await second.control.messages({ user: "jiwoo", channel: "ops", thread_ts: ts });
  expect(thread.messages[1]).toMatchObject({ ts: stream, streaming: true });
  const more = { channel: "C0OPS", ts: stream, markdown_text: " and half" };
  await second.client.apiCall("chat.appendStream", more);
  await second.control.moveClock(5 * 60_000);
  expect(await errorOf(second.client.apiCall("chat.appendStream", more))).toBe("message_not_in_streaming_state");
  const { user } = await second.client.users.info({ user: "U0SARAH" });
  expect(user).toMatchObject({ deleted: true, real_name: "Sarah Kim" });
  await expect(second.control.post({ user: "sarah", channel: "ops", text: "?" })).rejects.toMatchObject({
    code: "account_inactive",
  });
  expect(await second.stop("SIGTERM")).toBe(0);
  await second.remove();
});

test("message times follow --now and then the clock file; they stay unique", async () => {
  const dir = mkdtempSync(join(tmpdir(), "clock-"));
  const file = join(dir, "clock.json");
  const slack = await startWorkspaceProcess({ args: ["--now", "2026-11-20T09:14:00+09:00", "--clock-file", file] });
  const post = async (): Promise<number> =>
    Number((await slack.control.post({ user: "jiwoo", channel: "ops", text: "now" })).ts);
  const start = Date.parse("2026-11-20T00:14:00Z") / 1000;
  const first = await post();
  expect(first - start).toBeGreaterThanOrEqual(0);
  expect(first - start).toBeLessThan(10);
  writeFileSync(file, JSON.stringify({ now: "2026-12-01T00:00:00Z", set_at: Date.now() }));
  const moved = await post();
  expect(moved - Date.parse("2026-12-01T00:00:00Z") / 1000).toBeLessThan(10);
  const burst = await Promise.all(Array.from({ length: 20 }, post));
  expect(new Set(burst).size).toBe(20);
  await slack.remove();
  rmSync(dir, { recursive: true });
});

test("a busy port is stepped over and said; --with-parent ends with its parent's pipe", async () => {
  const busy = createServer().listen(0, "127.0.0.1");
  await once(busy, "listening");
  const { port } = busy.address() as { port: number };
  const slack = await startWorkspaceProcess({ args: ["--port", String(port), "--with-parent"] });
  expect(slack.ready.steppedFrom).toBe(port);
  expect(slack.ready.url).not.toBe(`http://127.0.0.1:${port}`);
  slack.process.stdin?.end();
  const [code] = (await once(slack.process, "exit")) as [number];
  expect(code).toBe(0);
  busy.close();
  await slack.remove();
});

test("a wrong option is a sentence and exit code 64", async () => {
  const main = join(import.meta.dirname, "../../../sandbox/slack/main.ts");
  const child = spawn(process.execPath, nodeArgs(main, "--port", "many", "--data", tmpdir()), {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const [code] = (await once(child, "close")) as [number];
  expect([code, said.split("\n")[0]]).toEqual([64, '--port: "many" is no port']);
});
