import { randomBytes } from "node:crypto";
import { messageShape } from "../api/slack-shapes.ts";
import { app, team } from "../cast.ts";
import type { Channel, Json, Message } from "../entities.ts";
import type { Ack } from "../socket/socket-mode.ts";
import type { Workspace } from "../workspace.ts";

/** The event subscription a message of this kind of channel falls under, and Slack's name for the kind. */
const channelTypes = {
  public: { subscription: "message.channels", channel_type: "channel" },
  private: { subscription: "message.groups", channel_type: "group" },
  im: { subscription: "message.im", channel_type: "im" },
} as const;

/** Wraps an event and hands it to the app. The ack is not waited for: Slack does not either. */
export function deliverEvent(ws: Workspace, event: Json): void {
  void ws.socket.send("events_api", {
    token: ws.secrets.verification,
    team_id: team.id,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: `Ev0${randomBytes(6).toString("hex").toUpperCase()}`,
    event_time: Math.floor(ws.clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  });
}

/** A new message: the message event, and app_mention beside it when the bot is named in a channel. Two events, one ts. */
export function deliverMessage(ws: Workspace, message: Message): void {
  const channel = listening(ws, message.channel);
  if (!channel) return;
  const { subscription, channel_type } = channelTypes[channel.kind];
  const shape = messageShape(ws, message);
  const common = { ...shape, channel: message.channel, event_ts: message.ts };
  if (ws.manifest.events.includes(subscription)) {
    const subtype = message.files.length > 0 ? { subtype: "file_share" } : {};
    deliverEvent(ws, { ...common, ...subtype, channel_type });
  }
  const isMention = channel.kind !== "im" && message.user !== app.botUser && message.text.includes(`<@${app.botUser}>`);
  if (isMention && ws.manifest.events.includes("app_mention")) {
    deliverEvent(ws, { ...common, type: "app_mention" });
  }
}

export function deliverChanged(ws: Workspace, message: Message, previous: Message): void {
  const channel = listening(ws, message.channel);
  if (!channel || !ws.manifest.events.includes(channelTypes[channel.kind].subscription)) return;
  deliverEvent(ws, {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    message: messageShape(ws, message),
    previous_message: messageShape(ws, previous),
    channel: message.channel,
    channel_type: channelTypes[channel.kind].channel_type,
    ts: ws.newTs(),
    event_ts: ws.newTs(),
  });
}

export function deliverDeleted(ws: Workspace, message: Message): void {
  const channel = listening(ws, message.channel);
  if (!channel || !ws.manifest.events.includes(channelTypes[channel.kind].subscription)) return;
  deliverEvent(ws, {
    type: "message",
    subtype: "message_deleted",
    hidden: true,
    deleted_ts: message.ts,
    previous_message: messageShape(ws, message),
    channel: message.channel,
    channel_type: channelTypes[channel.kind].channel_type,
    ts: ws.newTs(),
    event_ts: ws.newTs(),
  });
}

/** A click, a submitted view or a closed one. */
export function deliverInteraction(ws: Workspace, payload: Json, acceptsResponse = false): Promise<Ack> {
  return ws.socket.send("interactive", payload, acceptsResponse);
}

/** The channel, if the bot is in it and so hears what is said there. */
function listening(ws: Workspace, id: string): Channel | undefined {
  const channel = ws.directory.channels.get(id);
  return channel?.members.includes(app.botUser) ? channel : undefined;
}
