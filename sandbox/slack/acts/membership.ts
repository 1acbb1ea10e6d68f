import type { Channel } from "../entities.ts";
import type { Workspace } from "../workspace.ts";
import { deliverEvent, deliverIn } from "./deliver.ts";
import { addMessage } from "./messages.ts";

/** A person or a bot comes into a channel, by itself or brought by somebody. Gives the channel as it is then. */
export function join(ws: Workspace, channel: Channel, user: string, inviter?: string): Channel {
  if (channel.members.includes(user)) return channel;
  const joined = { ...channel, members: [...channel.members, user] };
  ws.directory.channels.put(channel.id, joined);
  ws.changes.publish({ type: "directory" });
  const by = inviter === undefined ? {} : { inviter };
  addMessage(ws, {
    channel: channel.id,
    user,
    subtype: "channel_join",
    text: `<@${user}> has joined the channel`,
    ...by,
  });
  deliverIn(ws, channel.id, { type: "member_joined_channel", user, ...by, ...place(ws, channel) });
  return joined;
}

export function leave(ws: Workspace, channel: Channel, user: string): Channel {
  if (!channel.members.includes(user)) return channel;
  const left = { ...channel, members: channel.members.filter((one) => one !== user) };
  ws.directory.channels.put(channel.id, left);
  ws.changes.publish({ type: "directory" });
  addMessage(ws, { channel: channel.id, user, subtype: "channel_leave", text: `<@${user}> has left the channel` });
  const event = { type: "member_left_channel", user, ...place(ws, channel) };
  deliverIn(ws, channel.id, event);
  const app = ws.apps.byUser(user);
  if (app) deliverEvent(ws, app, event);
  return left;
}

function place(ws: Workspace, channel: Channel) {
  return {
    channel: channel.id,
    channel_type: channel.kind === "public" ? "C" : "G",
    team: ws.team.id,
    event_ts: ws.newTs(),
  };
}
