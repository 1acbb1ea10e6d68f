import type { InstalledApp } from "../apps.ts";
import type { Channel, Json } from "../entities.ts";
import type { Workspace } from "../workspace.ts";

/** How a conversation looks to an app. */
export function channelShape(ws: Workspace, app: InstalledApp, channel: Channel): Json {
  const is = {
    is_channel: false,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind !== "public",
  };
  const common = { id: channel.id, created: 0, is_archived: false, context_team_id: ws.team.id };
  if (channel.kind === "im") {
    const user = channel.members.find((id) => id !== app.botUser);
    return { ...common, ...is, is_im: true, is_member: true, user };
  }
  return {
    ...common,
    ...is,
    is_channel: channel.kind !== "mpim",
    is_mpim: channel.kind === "mpim",
    name: channel.name,
    name_normalized: channel.name,
    is_general: channel.kind === "public" && channel.name === "general",
    is_member: channel.members.includes(app.botUser),
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    num_members: channel.members.length,
  };
}
