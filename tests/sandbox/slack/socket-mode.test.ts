import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createClient, type Running, startBot, startWorkspace, until } from "./start-workspace.ts";

interface Frame {
  type: string;
  envelope_id: string;
  retry_attempt: number;
  retry_reason: string;
  reason?: string;
  payload: { event_id: string; event: { text: string; type: string } };
}

let slack: Running;

beforeAll(async () => {
  slack = await startWorkspace();
});
afterAll(() => slack.remove());

/** A bare socket whose acks the test gives itself. */
async function openSocket(): Promise<{ socket: WebSocket; frames: Frame[]; url: string; ack(frame: Frame): void }> {
  const { url } = (await createClient(slack.ready, slack.ready.appToken).apps.connections.open({})) as { url: string };
  const socket = new WebSocket(url);
  const frames: Frame[] = [];
  socket.on("message", (data) => frames.push(JSON.parse(String(data)) as Frame));
  await until(() => frames.some((frame) => frame.type === "hello"), "hello");
  return {
    socket,
    url,
    frames,
    ack: (frame) => socket.send(JSON.stringify({ envelope_id: frame.envelope_id, payload: {} })),
  };
}

const events = (frames: Frame[]): Frame[] => frames.filter((frame) => frame.type === "events_api");

test("an event that nobody acks comes again after three seconds, marked as a retry", async () => {
  const { socket, frames, ack } = await openSocket();
  await slack.control.post({ user: "jiwoo", channel: "dm", text: "again?" });
  await until(() => events(frames).length === 1, "the first delivery");
  await until(() => events(frames).length === 2, "the second delivery");
  const [first, second] = events(frames) as [Frame, Frame];
  expect(first).toMatchObject({ retry_attempt: 0, retry_reason: "" });
  expect(second).toMatchObject({ retry_attempt: 1, retry_reason: "timeout" });
  expect(second.payload.event_id).toBe(first.payload.event_id);
  ack(second);
  await until(
    async () => (await slack.control.journal()).some((entry) => entry.kind === "ack"),
    "the ack in the journal",
  );
  await slack.control.redeliver(first.payload.event_id, 2);
  await until(() => events(frames).length === 4, "two duplicates");
  for (const frame of events(frames).slice(2)) ack(frame);
  socket.close();
  await once(socket, "close");
});

test("events wait while no socket is open, and each goes to exactly one of two sockets", async () => {
  for (const text of ["a", "b", "c", "d"]) await slack.control.post({ user: "jiwoo", channel: "dm", text });
  const first = await openSocket();
  const second = await openSocket();
  await until(() => events(first.frames).length === 4, "the four that waited");
  for (const frame of events(first.frames)) first.ack(frame);
  for (const text of ["e", "f", "g", "h"]) await slack.control.post({ user: "jiwoo", channel: "dm", text });
  await until(() => events(first.frames).length + events(second.frames).length === 8, "four more");
  expect(events(second.frames).length).toBe(2);
  for (const frame of events(second.frames)) second.ack(frame);
  for (const frame of events(first.frames).slice(4)) first.ack(frame);
  first.socket.close();
  second.socket.close();
});

test("a socket address opens one socket only", async () => {
  const { socket, url } = await openSocket();
  const again = new WebSocket(url);
  const [error] = (await once(again, "error")) as [Error];
  expect(error.message).toBe("Unexpected server response: 401");
  socket.close();
});

test("hold keeps envelopes back until release, and disconnect tells every socket why", async () => {
  const { socket, frames, ack } = await openSocket();
  await slack.control.socket("hold");
  await slack.control.post({ user: "jiwoo", channel: "dm", text: "held" });
  await slack.control.socket("disconnect", "warning");
  await until(() => frames.some((frame) => frame.type === "disconnect"), "the warning");
  expect(frames.find((frame) => frame.type === "disconnect")?.reason).toBe("warning");
  expect(events(frames)).toEqual([]);
  await slack.control.socket("release");
  await until(() => events(frames).length === 1, "the held event");
  ack(events(frames)[0] as Frame);
  socket.close();
});

test("a Bolt app whose socket is killed comes back and gets what was said meanwhile", async () => {
  const texts: string[] = [];
  const bot = await startBot(slack.ready, (app) => {
    app.event("app_mention", async ({ event }) => void texts.push(event.text));
  });
  await slack.control.socket("kill");
  await slack.control.post({ user: "jiwoo", channel: "ops", text: "@ops still there?" });
  await until(() => texts.length === 1, "the mention after the reconnect", 8_000);
  await bot.stop();
});
