import { randomBytes } from "node:crypto";
import { messageShape } from "../api/slack-shapes.ts";
import type { InstalledApp } from "../apps.ts";
import type { Channel, Json, Message } from "../entities.ts";
import type { Ack } from "../socket/socket-mode.ts";
import type { Workspace } from "../workspace.ts";

/** The event subscription a message of this kind of channel falls under, and Slack's name for the kind. */
const channelTypes = {
  public: { subscription: "message.channels", channel_type: "channel" },
  private: { subscription: "message.groups", channel_type: "group" },
  im: { subscription: "message.im", channel_type: "im" },
  mpim: { subscription: "message.mpim", channel_type: "mpim" },
} as const;

/** Wraps an event and hands it to one app, if it subscribed. The ack is not waited for: Slack does not either. */
export function deliverEvent(ws: Workspace, app: InstalledApp, event: Json, subscription = String(event.type)): void {
  if (!app.manifest.events.includes(subscription)) return;
  void app.socket.send("events_api", {
    token: app.tokens.verification,
    team_id: ws.team.id,
    context_team_id: ws.team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: `Ev0${randomBytes(6).toString("hex").toUpperCase()}`,
    event_time: Math.floor(ws.clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: ws.team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: ws.team.id, aid: app.id })).toString("base64url")}`,
  });
}

/** Hands an event about a conversation to the apps that are in it. */
export function deliverIn(ws: Workspace, channelId: string, event: Json): void {
  const channel = ws.directory.channels.get(channelId);
  for (const app of ws.apps.all()) if (channel?.members.includes(app.botUser)) deliverEvent(ws, app, event);
}

/** Hands an event about the workspace to every app. */
export function deliverToAll(ws: Workspace, event: Json): void {
  for (const app of ws.apps.all()) deliverEvent(ws, app, event);
}

function deliverMessageEvent(ws: Workspace, channel: Channel, event: Json): void {
  const { subscription, channel_type } = channelTypes[channel.kind];
  for (const app of ws.apps.all()) {
    if (channel.members.includes(app.botUser)) deliverEvent(ws, app, { ...event, channel_type }, subscription);
  }
}

/** A new message: the message event, and app_mention beside it to apps named in a channel. Two events, one ts. */
export function deliverMessage(ws: Workspace, message: Message): void {
  const channel = ws.directory.channels.get(message.channel);
  if (!channel) return;
  const common = { ...messageShape(ws, message, false), channel: message.channel, event_ts: message.ts };
  const subtype = message.files.length > 0 ? { subtype: "file_share" } : {};
  deliverMessageEvent(ws, channel, { ...common, ...subtype });
  if (!message.subtype) deliverMentions(ws, channel, message);
  for (const file_id of message.files) {
    const event = { type: "file_shared", file_id, user_id: message.user, file: { id: file_id } };
    deliverIn(ws, message.channel, { ...event, channel_id: message.channel, event_ts: message.ts });
  }
}

function deliverMentions(ws: Workspace, channel: Channel, message: Message): void {
  if (channel.kind === "im") return;
  for (const app of ws.apps.all()) {
    const isNamed = message.user !== app.botUser && message.text.includes(`<@${app.botUser}>`);
    if (!isNamed || !channel.members.includes(app.botUser)) continue;
    const { subtype: _kind, root: _root, ...said } = messageShape(ws, message, false);
    const event = { ...said, type: "app_mention", channel: channel.id, event_ts: message.ts };
    deliverEvent(ws, app, event);
  }
}

/** A changed message. A person's edit of a message that names an app is told to it as a mention once more. */
export function deliverChanged(ws: Workspace, message: Message, previous: Message): void {
  const channel = ws.directory.channels.get(message.channel);
  if (!channel) return;
  const ts = ws.newTs();
  const isEdit = message.edited !== undefined && message.edited.ts !== previous.edited?.ts;
  const by = isEdit ? { source_team: ws.team.id, user_team: ws.team.id } : {};
  deliverMessageEvent(ws, channel, {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    message: { ...messageShape(ws, message, false), ...by },
    previous_message: messageShape(ws, previous, false),
    channel: message.channel,
    ts,
    event_ts: ts,
  });
  if (isEdit && !ws.apps.byUser(message.user)) deliverMentions(ws, channel, message);
}

export function deliverDeleted(ws: Workspace, message: Message): void {
  const channel = ws.directory.channels.get(message.channel);
  if (!channel) return;
  const ts = ws.newTs();
  deliverMessageEvent(ws, channel, {
    type: "message",
    subtype: "message_deleted",
    hidden: true,
    deleted_ts: message.ts,
    previous_message: messageShape(ws, message, false),
    channel: message.channel,
    ts,
    event_ts: ts,
  });
}

/** A click, a submitted view or a closed one, or the search for options. */
export function deliverInteraction(
  ws: Workspace,
  app: InstalledApp,
  user: string,
  payload: Json,
  acceptsResponse = false,
): Promise<Ack> {
  const person = ws.directory.people.get(user);
  return app.socket.send(
    "interactive",
    {
      team: { id: ws.team.id, domain: ws.team.domain },
      enterprise: null,
      is_enterprise_install: false,
      user: { id: user, username: person?.name, name: person?.name, team_id: ws.team.id },
      api_app_id: app.id,
      token: app.tokens.verification,
      ...payload,
    },
    acceptsResponse,
  );
}
