import { endStream } from "../api/streams.ts";
import type { Channel, Person } from "../entities.ts";
import type { Workspace } from "../workspace.ts";
import { deliverEvent } from "./deliver.ts";
import { setStatus } from "./status.ts";

/** A person opens a tab of the app's Home: `home` or `messages`. */
export function openHome(ws: Workspace, person: Person, tab: "home" | "messages"): void {
  if (!ws.manifest.events.includes("app_home_opened")) return;
  const view = ws.homes.get(person.id);
  deliverEvent(ws, {
    type: "app_home_opened",
    user: person.id,
    channel: ws.directory.directMessage(person.id).id,
    event_ts: ws.newTs(),
    tab,
    ...(tab === "home" && view ? { view } : {}),
  });
}

/** A person presses Stop under a thread the app is working in. Slack ends the streams; the rest is the app's. */
export function stopSession(ws: Workspace, person: Person, channel: Channel, threadTs: string): void {
  const streaming = ws.messages
    .replies(channel.id, threadTs)
    .filter((message) => message.stream?.open)
    .map((message) => message.ts);
  for (const ts of streaming) {
    ws.moments.cancel(`stream:${channel.id}:${ts}`);
    endStream(ws, channel.id, ts, "user");
  }
  setStatus(ws, channel.id, threadTs, "", []);
  if (!ws.manifest.events.includes("agent_session_stopped")) return;
  deliverEvent(ws, {
    type: "agent_session_stopped",
    channel: channel.id,
    user: person.id,
    thread_ts: threadTs,
    streaming_message_ts: streaming,
    event_ts: ws.newTs(),
  });
}
