import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  createClient,
  type Running,
  startBot,
  startWorkspace,
  startWorkspaceProcess,
  until,
} from "./start-workspace.ts";

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

/** The three seconds were waited for once; the tests below need not. */
const shortenAcks = () => slack.control.settings({ ack_ms: 400 });

test("events wait while no socket is open, and each goes to exactly one of two sockets", async () => {
  await shortenAcks();
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

test("the eleventh socket is told that there are too many, and the ten go on", async () => {
  const ten = await Promise.all(Array.from({ length: 10 }, openSocket));
  const { url } = (await createClient(slack.ready, slack.ready.appToken).apps.connections.open({})) as { url: string };
  const eleventh = new WebSocket(url);
  const [data] = (await once(eleventh, "message")) as [Buffer];
  expect(JSON.parse(String(data))).toMatchObject({ type: "disconnect", reason: "too_many_websockets" });
  await once(eleventh, "close");
  const each = ten.map(({ frames }) => frames);
  for (let i = 0; i < 10; i += 1) await slack.control.post({ user: "jiwoo", channel: "dm", text: `${i}` });
  await until(() => each.every((frames) => events(frames).length === 1), "one event on each");
  for (const { ack, frames, socket } of ten) {
    ack(events(frames)[0] as Frame);
    socket.close();
  }
});

test("a socket address that was not used in time opens none", async () => {
  await slack.control.settings({ ticket_ms: 0 });
  const { url } = (await createClient(slack.ready, slack.ready.appToken).apps.connections.open({})) as { url: string };
  await new Promise((resolve) => setTimeout(resolve, 5));
  const [error] = (await once(new WebSocket(url), "error")) as [Error];
  expect(error.message).toBe("Unexpected server response: 401");
  await slack.control.settings({ ticket_ms: 30_000 });
});

test("a socket is warned before its time is over, then told to reconnect, and gets no new envelope after that", async () => {
  await slack.control.settings({ socket_life_ms: 150 });
  const old = await openSocket();
  await slack.control.settings({ socket_life_ms: 60_000 });
  const reasons = () => old.frames.filter((frame) => frame.type === "disconnect").map((frame) => frame.reason);
  await until(() => reasons().length === 2, "both notices");
  expect(reasons()).toEqual(["warning", "refresh_requested"]);
  await slack.control.post({ user: "jiwoo", channel: "dm", text: "for the next" });
  const next = await openSocket();
  await until(() => events(next.frames).length === 1, "the event");
  expect(events(old.frames)).toEqual([]);
  next.ack(events(next.frames)[0] as Frame);
  next.socket.close();
  old.socket.close();
});

test("a socket that died in silence loses what was sent to it; the event comes again on another", async () => {
  await shortenAcks();
  const dead = await openSocket();
  await slack.control.socket("silence");
  const pongs: unknown[] = [];
  dead.socket.on("pong", () => pongs.push(1));
  dead.socket.ping();
  await slack.control.post({ user: "jiwoo", channel: "dm", text: "into the void" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  dead.socket.terminate();
  const next = await openSocket();
  await until(() => events(next.frames).length === 1, "the second delivery");
  expect(events(next.frames)[0]).toMatchObject({ retry_attempt: 1, payload: { event: { text: "into the void" } } });
  expect([events(dead.frames), pongs]).toEqual([[], []]);
  next.ack(events(next.frames)[0] as Frame);
  next.socket.close();
});

test("a lost ack brings an event again, a duplicate brings it twice, and later retries follow the clock", async () => {
  await shortenAcks();
  const { socket, frames, ack } = await openSocket();
  const acked = new Set<string>();
  socket.on("message", () => {
    for (const frame of events(frames)) {
      if (acked.has(frame.envelope_id)) continue;
      acked.add(frame.envelope_id);
      ack(frame);
    }
  });
  await slack.control.fault({ method: "envelope", kind: "duplicate" });
  await slack.control.post({ user: "jiwoo", channel: "dm", text: "twice" });
  await until(() => events(frames).length === 2, "both copies");
  expect(new Set(events(frames).map((frame) => frame.payload.event_id)).size).toBe(1);

  await slack.control.fault({ method: "envelope", kind: "lose_ack", times: 2 });
  await slack.control.post({ user: "jiwoo", channel: "dm", text: "three times" });
  await until(() => events(frames).length === 4, "the first retry");
  const unanswered = async () => (await slack.control.journal()).filter((entry) => entry.kind === "unanswered").length;
  const before = await unanswered();
  await until(async () => (await unanswered()) > before, "the second ack to be missed");
  // A minute later, by the workspace's clock.
  await slack.control.moveClock(60_000);
  await until(() => events(frames).length === 5, "the second retry");
  expect(
    events(frames)
      .slice(2)
      .map((frame) => frame.retry_attempt),
  ).toEqual([0, 1, 2]);

  await slack.control.fault({ method: "envelope", kind: "lose_ack", times: 2 });
  await slack.control.post({ user: "jiwoo", channel: "dm", text: "no need to wait" });
  const missed = await unanswered();
  await until(async () => (await unanswered()) === missed + 2, "two acks to be missed");
  // The next retry is a minute away; a socket that opens gets it at once.
  const other = await openSocket();
  await until(() => events(frames).length + events(other.frames).length === 8, "the third delivery");
  for (const frame of events(other.frames)) other.ack(frame);
  other.socket.close();
  socket.close();
});

test("an event nobody took yet is still delivered after the workspace was killed and started again", async () => {
  const first = await startWorkspaceProcess();
  await first.control.post({ user: "jiwoo", channel: "dm", text: "do not forget" });
  await first.stop("SIGKILL");
  const second = await startWorkspace({ dir: first.dir });
  const texts: string[] = [];
  const bot = await startBot(second.ready, (app) => {
    app.event("message", async ({ event }) => void texts.push((event as { text: string }).text));
  });
  await until(() => texts.length === 1, "the event");
  expect(texts).toEqual(["do not forget"]);
  await bot.stop();
  await second.remove();
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
