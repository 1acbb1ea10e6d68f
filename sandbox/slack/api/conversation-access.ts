import type { InstalledApp } from "../apps.ts";
import type { Channel, Message } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { hasScope } from "./method.ts";

/** Which conversations and messages an app may touch, with the errors Slack gives for the others. */

/** A conversation the app can know of. A person's id stands for the DM with that person. */
export function visibleChannel(ws: Workspace, app: InstalledApp, id: string): Channel {
  const person = /^[UW]/.test(id) ? ws.directory.people.get(id) : undefined;
  if (person && !person.is_bot && !person.deleted) return ws.directory.directMessage(person.id, app.botUser);
  const channel = ws.directory.channels.get(id) ?? (id.startsWith("#") ? ws.directory.findChannel(id) : undefined);
  const hidden = channel?.kind !== "public" && !channel?.members.includes(app.botUser);
  if (!channel || hidden) throw new SlackError("channel_not_found");
  return channel;
}

/** A conversation the app takes part in. */
export function joinedChannel(ws: Workspace, app: InstalledApp, id: string): Channel {
  const channel = visibleChannel(ws, app, id);
  if (!channel.members.includes(app.botUser)) throw new SlackError("not_in_channel");
  return channel;
}

/** A conversation the app may write in: every public one with `chat:write.public`. */
export function writableChannel(ws: Workspace, app: InstalledApp, id: string): Channel {
  const channel = visibleChannel(ws, app, id);
  const isOpen = channel.kind === "public" && hasScope(app, "chat:write.public");
  if (!channel.members.includes(app.botUser) && !isOpen) throw new SlackError("not_in_channel");
  if (channel.kind === "im" && !app.manifest.messages) throw new SlackError("messages_tab_disabled");
  return channel;
}

/** `thread_ts` must be a root: Slack takes no reply to a reply. */
export function checkThread(ws: Workspace, channel: Channel, threadTs: string): void {
  if (!isTs(threadTs)) throw new SlackError("invalid_thread_ts");
  const root = ws.messages.get(channel.id, threadTs);
  if (!root) throw new SlackError("thread_not_found");
  if (root.thread_ts !== undefined || root.subtype === "channel_join" || root.subtype === "channel_leave") {
    throw new SlackError("cannot_reply_to_message");
  }
}

export function knownMessage(ws: Workspace, channel: Channel, ts: string): Message {
  const message = ws.messages.get(channel.id, ts);
  if (!message) throw new SlackError("message_not_found");
  return message;
}

/** Whether this has the form of a message's time. */
export function isTs(given: string): boolean {
  return /^\d{1,12}\.\d{6}$/.test(given);
}

/** Whether a `slack_file` of a block may be shown yet. */
export function isUsableFile(ws: Workspace): (idOrUrl: string) => boolean {
  return (idOrUrl) => {
    const id = /F0[0-9A-F]{10}/.exec(idOrUrl)?.[0] ?? idOrUrl;
    return ws.files.get(id)?.state === "shared";
  };
}
