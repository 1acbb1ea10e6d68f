import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createArgs } from "../../../sandbox/slack/api/args.ts";
import { methods } from "../../../sandbox/slack/api/catalog.ts";
import { createClock } from "../../../sandbox/slack/clock.ts";
import { readManifest } from "../../../sandbox/slack/manifest.ts";
import { createWorkspace } from "../../../sandbox/slack/workspace.ts";

const dir = mkdtempSync(join(tmpdir(), "stream-life-"));

afterEach(() => {
  vi.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
});

test("Slack ends a stream after five minutes, appends or not, and a status after two", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const manifest = readManifest(join(import.meta.dirname, "../../../manifest.yml"));
  const ws = createWorkspace({ dir, clock: createClock({}), manifest });
  const call = async (name: string, args: Record<string, unknown>) => methods.get(name)?.run(createArgs(args), ws);
  const { ts: root } = (await call("chat.postMessage", { channel: "C0OPS", text: "root" })) as { ts: string };
  const where = { channel: "C0OPS", thread_ts: root };
  const to = { recipient_user_id: "U0JIWOO", recipient_team_id: "T0HANEUL" };
  const { ts } = (await call("chat.startStream", { ...where, ...to, markdown_text: "a" })) as { ts: string };
  await call("assistant.threads.setStatus", { channel_id: "C0OPS", thread_ts: root, status: "is reading" });
  expect(ws.moments.statuses.size).toBe(1);

  vi.advanceTimersByTime(4 * 60_000);
  expect(ws.moments.statuses.size).toBe(0);
  await call("chat.appendStream", { channel: "C0OPS", ts, markdown_text: "b" });

  vi.advanceTimersByTime(60_001);
  const late = call("chat.appendStream", { channel: "C0OPS", ts, markdown_text: "c" });
  await expect(late).rejects.toMatchObject({ error: "message_not_in_streaming_state" });
  expect(ws.messages.get("C0OPS", ts)).toMatchObject({ text: "ab", stream: { open: false, closed_by: "timeout" } });
  ws.close();
});
