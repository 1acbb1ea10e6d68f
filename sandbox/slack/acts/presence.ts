import type { InstalledApp } from "../apps.ts";
import type { Channel, Person } from "../entities.ts";
import { homeKey, type Workspace } from "../workspace.ts";
import { deliverEvent } from "./deliver.ts";
import { clearStatusText } from "./status.ts";
import { endStream } from "./streams.ts";

/** A person opens a tab of an app's Home: `home` or `messages`. */
export function openHome(ws: Workspace, app: InstalledApp, person: Person, tab: "home" | "messages"): void {
  const view = ws.homes.get(homeKey(app.id, person.id));
  deliverEvent(ws, app, {
    type: "app_home_opened",
    user: person.id,
    channel: ws.directory.directMessage(person.id, app.botUser).id,
    event_ts: ws.newTs(),
    tab,
    ...(tab === "home" && view ? { view } : {}),
  });
}

/** A person presses Stop under a thread an app is working in. Slack ends the streams; the rest is the app's. */
export function stopSession(ws: Workspace, person: Person, channel: Channel, threadTs: string): void {
  const streaming = ws.messages.replies(channel.id, threadTs).filter((message) => message.stream?.open);
  const status = ws.moments.statuses.get(`${channel.id}:${threadTs}`);
  const working = new Set([...streaming.map((message) => message.user), ...(status ? [status.user] : [])]);
  for (const message of streaming) endStream(ws, message, "user");
  clearStatusText(ws, channel.id, threadTs);
  for (const app of ws.apps.all()) {
    if (!working.has(app.botUser)) continue;
    deliverEvent(ws, app, {
      type: "agent_session_stopped",
      channel: channel.id,
      user: person.id,
      thread_ts: threadTs,
      streaming_message_ts: streaming.filter(({ user }) => user === app.botUser).map(({ ts }) => ts),
      event_ts: ws.newTs(),
    });
  }
}
