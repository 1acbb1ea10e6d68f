import { afterAll, beforeAll, expect, it } from "vitest";
import type { Json } from "../../sandbox/slack/entities.ts";
import { slackBench } from "./support/bench.ts";
import { type Envelope, fixture, keyPaths } from "./support/fixture.ts";
import { recordOf } from "./support/record.ts";

/**
 * What Slack sends and the local workspace leaves out: nothing that an app could act on. Whatever else differs is a
 * drift of the sandbox, and what works here would not work at Slack.
 */
const LEFT_OUT: Record<string, string[]> = {
  // A picture of the app.
  "own-message": [
    "event.bot_profile.icons.image_36",
    "event.bot_profile.icons.image_48",
    "event.bot_profile.icons.image_72",
  ],
  // What a thread's root tells of it to the reader's own screen.
  "thread-broadcast": ["event.root.is_locked", "event.root.subscribed"],
  "message-tombstone": [
    ...["event.message.is_locked", "event.previous_message.is_locked", "event.previous_message.subscribed"],
    ...["event.message.hidden"],
  ],
  // Of a text file: its first lines, and links for people.
  "file-share": [
    ...[
      "edit_link",
      "permalink_public",
      "preview",
      "preview_highlight",
      "preview_is_truncated",
      "lines",
      "lines_more",
    ].map((name) => `event.files[].${name}`),
  ],
};

let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;

beforeAll(async () => {
  bench = await slackBench();
  bot = await bench.startBot(async (input, emit) => {
    await emit({ type: "text", markdown: "**네.**", verified: true });
    await emit({ type: "turn_finished", status: "answered", record: recordOf(input) });
    return "answered";
  });
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});

const post = (text: string, more: object = {}) => bench.control.post({ user: "sarah", channel: "ops", text, ...more });
const asked = async (text = "@ops what did we spend?", more: object = {}) => {
  const { channel, ts } = await post(text, more);
  const at = { user: "sarah", channel, thread_ts: ts };
  await bench.control.waitFor(at, (all) => all.some(({ metadata }) => metadata?.event_type === "opsthread_turn"));
  return at;
};
const isMessage = (subtype?: string) => (event: Json) => event.type === "message" && event.subtype === subtype;
const isPersons = (event: Json) => isMessage()(event) && event.user === "U0SARAH";

/** What is done in the workspace, and which of the events it leads to is meant. */
const ACTS: Record<string, [act: () => Promise<unknown>, is: (event: Json) => boolean]> = {
  "app-mention": [() => asked(), (event) => event.type === "app_mention"],
  "message-with-mention": [() => asked(), isPersons],
  "thread-reply": [
    async () => post("and last month?", { thread_ts: (await asked()).thread_ts }),
    (event) => isPersons(event) && "thread_ts" in event,
  ],
  "thread-broadcast": [
    async () => post("for all", { thread_ts: (await post("root")).ts, reply_broadcast: true }),
    isMessage("thread_broadcast"),
  ],
  "direct-message": [
    () => post("costs", { channel: "dm" }),
    (event) => isPersons(event) && event.channel_type === "im",
  ],
  "private-channel-message": [
    () => post("lunch?", { user: "jiwoo", channel: "sec" }),
    (event) => isMessage()(event) && event.channel_type === "group",
  ],
  "message-edited": [
    async () => {
      const { channel, ts } = await post("@ops what?");
      await bench.control.edit({ user: "sarah", channel, message_ts: ts, text: "@ops what now?" });
    },
    (event) => isMessage("message_changed")(event) && "edited" in (event.message as Json),
  ],
  "message-deleted": [
    async () => {
      const { channel, ts } = await post("nothing");
      await bench.control.delete({ user: "sarah", channel, message_ts: ts });
    },
    isMessage("message_deleted"),
  ],
  "message-tombstone": [
    async () => {
      const { channel, thread_ts } = await asked();
      await bench.control.delete({ user: "sarah", channel, message_ts: thread_ts });
    },
    (event) => isMessage("message_changed")(event) && (event.message as Json).subtype === "tombstone",
  ],
  "file-share": [
    async () => post("@ops?", { files: [await bench.control.upload("sarah", "requests.csv", "time,level\n1,ERROR")] }),
    isMessage("file_share"),
  ],
  "own-message": [() => asked(), (event) => isMessage()(event) && event.user === "U0OPSBOT" && "thread_ts" in event],
  "channel-join": [
    () => bench.control.invite({ user: "sarah", channel: "random", who: "U0OPSBOT" }),
    isMessage("channel_join"),
  ],
  "app-home-opened": [
    async () => {
      await bench.control.openHome("sarah");
      await expect.poll(async () => (await bench.control.view("sarah")).home).toBeTruthy();
      await bench.control.openHome("sarah");
    },
    (event) => event.type === "app_home_opened" && "view" in event,
  ],
  "app-home-messages": [
    () => bench.control.openHome("sarah", "messages"),
    (event) => event.type === "app_home_opened" && event.tab === "messages",
  ],
};

async function journalled(after: number, type: Envelope["type"], is: (payload: Json) => boolean): Promise<Json> {
  const find = async () =>
    (await bench.control.journal(after)).findLast((e) => e.kind === "envelope" && e.type === type && is(e.payload));
  await expect.poll(find).toBeTruthy();
  const found = await find();
  return found?.kind === "envelope" ? found.payload : {};
}
const now = async () => (await bench.control.journal()).at(-1)?.n ?? 0;

function same(name: string, ours: Json): void {
  const theirs = keyPaths(fixture(name).payload);
  const here = keyPaths(ours);
  expect({
    missing: [...new Set(theirs)].filter((path) => !here.includes(path)).sort(),
    invented: [...new Set(here)].filter((path) => !theirs.includes(path)),
  }).toEqual({ missing: (LEFT_OUT[name] ?? []).toSorted(), invented: [] });
}

it.each(Object.entries(ACTS))(
  "an event of the local workspace has the keys of Slack's: %s",
  async (name, [act, is]) => {
    const after = await now();
    await act();
    same(name, await journalled(after, "events_api", ({ event }) => is(event as Json)));
  },
);

it.each([
  ["models", "/models", ""],
  ["aws-cost", "/aws-cost", "help"],
])("and so has a command: %s", async (name, command, text) => {
  const after = await now();
  await bench.control.command({ user: "sarah", channel: "ops", command, text });
  same(name, await journalled(after, "slash_commands", (payload) => payload.command === command));
});

it("and so has a frame of the socket itself", async () => {
  const headers = { authorization: `Bearer ${bench.ready.appToken}` };
  const opened = await fetch(`${bench.ready.slackApiUrl}apps.connections.open`, { method: "POST", headers });
  const socket = new WebSocket(((await opened.json()) as { url: string }).url);
  const frames: Json[] = [];
  socket.onmessage = ({ data }) => frames.push(JSON.parse(String(data)) as Json);
  await expect.poll(() => frames.length).toBe(1);
  await bench.control.socket("disconnect");
  await expect.poll(() => frames.length).toBe(2);
  socket.close();
  for (const [n, name] of ["hello", "disconnect"].entries())
    expect(keyPaths(frames[n]).toSorted()).toEqual(keyPaths(fixture(name)).toSorted());
});
