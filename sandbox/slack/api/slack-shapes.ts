import { streamBlocks } from "../blocks/stream-blocks.ts";
import { app, team } from "../cast.ts";
import type { Block, Channel, Group, Json, Message, Person, StoredFile } from "../entities.ts";
import type { Workspace } from "../workspace.ts";

/** How stored things look in Slack's API. */

export function blocksOf(message: Message): Block[] {
  return message.stream ? [...streamBlocks(message.stream), ...message.blocks] : message.blocks;
}

function botProfile(ws: Workspace): Json {
  return { id: app.botId, app_id: app.id, name: ws.manifest.botName, deleted: false, team_id: team.id, updated: 0 };
}

export function messageShape(ws: Workspace, message: Message, includeMetadata = true): Json {
  const isBot = message.user === app.botUser;
  const blocks = blocksOf(message);
  return {
    type: "message",
    user: message.user,
    ...(isBot ? { bot_id: app.botId, app_id: app.id, bot_profile: botProfile(ws) } : {}),
    ...(message.client_msg_id ? { client_msg_id: message.client_msg_id } : {}),
    text: message.text,
    team: team.id,
    ts: message.ts,
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(message.thread_ts ? { thread_ts: message.thread_ts } : threadSummary(ws, message)),
    ...(message.files.length > 0 ? { files: filesShape(ws, message.files), upload: false } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })) }
      : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(includeMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.stream ? { streaming_state: message.stream.open ? "in_progress" : "completed" } : {}),
  };
}

function threadSummary(ws: Workspace, root: Message): Json {
  const replies = ws.messages.replies(root.channel, root.ts);
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: root.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users,
    latest_reply: replies.at(-1)?.ts,
  };
}

function filesShape(ws: Workspace, ids: string[]): Json[] {
  return ids.map((id) => {
    const file = ws.files.get(id);
    return file ? fileShape(ws, file) : { id, mode: "tombstone" };
  });
}

export function fileShape(ws: Workspace, file: StoredFile): Json {
  const extension = file.name.includes(".") ? (file.name.split(".").pop() ?? "") : "";
  const url = `${ws.baseUrl}/files-pri/${team.id}-${file.id}/${encodeURIComponent(file.name)}`;
  const shares = { public: {} as Json, private: {} as Json };
  for (const share of file.shares) {
    const isPublic = ws.directory.channels.get(share.channel)?.kind === "public";
    shares[isPublic ? "public" : "private"][share.channel] = [{ ts: share.ts, thread_ts: share.thread_ts }];
  }
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    user: file.user,
    size: file.size,
    mode: "hosted",
    is_external: false,
    is_public: Object.keys(shares.public).length > 0,
    url_private: url,
    url_private_download: `${url}?download=1`,
    permalink: `${ws.baseUrl}/files/${file.user}/${file.id}`,
    ...(file.alt ? { alt_txt: file.alt } : {}),
    ...(file.width ? { original_w: file.width, original_h: file.height } : {}),
    channels: file.shares.map((share) => share.channel),
    shares,
  };
}

export function channelShape(channel: Channel): Json {
  const is = {
    is_channel: false,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind !== "public",
  };
  const common = { id: channel.id, created: 0, is_archived: false, context_team_id: team.id };
  if (channel.kind === "im") {
    const user = channel.members.find((id) => id !== app.botUser);
    return { ...common, ...is, is_im: true, is_member: true, user };
  }
  return {
    ...common,
    ...is,
    is_channel: true,
    name: channel.name,
    name_normalized: channel.name,
    is_general: channel.id === "C0GENERAL",
    is_member: channel.members.includes(app.botUser),
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    num_members: channel.members.length,
  };
}

export function personShape(person: Person, now: number, includeLocale = false): Json {
  return {
    id: person.id,
    team_id: team.id,
    name: person.name,
    deleted: person.deleted,
    real_name: person.real_name,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetOf(person.tz, now),
    ...(includeLocale ? { locale: person.locale } : {}),
    is_admin: person.is_admin,
    is_owner: false,
    is_bot: person.is_bot,
    is_app_user: false,
    is_restricted: person.is_restricted,
    is_ultra_restricted: false,
    updated: 0,
    profile: {
      real_name: person.real_name,
      display_name: person.is_bot ? person.name : person.real_name,
      title: person.title,
      team: team.id,
      ...(person.is_bot ? { bot_id: app.botId, api_app_id: app.id } : {}),
    },
  };
}

/** Seconds east of UTC at that moment. */
function offsetOf(zone: string, now: number): number {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(now)
    .find((part) => part.type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name ?? "") ?? [];
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60) : 0;
}

export function groupShape(group: Group, includeUsers: boolean): Json {
  return {
    id: group.id,
    team_id: team.id,
    is_usergroup: true,
    name: group.name,
    handle: group.handle,
    description: "",
    is_external: false,
    date_create: 0,
    date_update: 0,
    date_delete: 0,
    user_count: group.users.length,
    ...(includeUsers ? { users: group.users } : {}),
  };
}
