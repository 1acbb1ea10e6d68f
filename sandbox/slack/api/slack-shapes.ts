import type { InstalledApp } from "../apps.ts";
import { streamBlocks } from "../blocks/stream-blocks.ts";
import type { Block, Json, Message } from "../entities.ts";
import type { Workspace } from "../workspace.ts";
import { filesShape } from "./file-shape.ts";

export function blocksOf(message: Message): Block[] {
  return message.stream ? [...streamBlocks(message.stream), ...message.blocks] : message.blocks;
}

function authorShape(ws: Workspace, app: InstalledApp): Json {
  const { id, botId, manifest } = app;
  const bot_profile = {
    id: botId,
    app_id: id,
    user_id: app.botUser,
    name: manifest.botName,
    deleted: false,
    team_id: ws.team.id,
    updated: 0,
  };
  return { bot_id: botId, app_id: id, bot_profile };
}

/** How a message looks in Slack's API, in events and in interactions. */
export function messageShape(ws: Workspace, message: Message, includeMetadata = true): Json {
  const app = ws.apps.byUser(message.user);
  const blocks = blocksOf(message);
  return {
    type: "message",
    ...(message.subtype ? { subtype: message.subtype } : message.broadcast ? { subtype: "thread_broadcast" } : {}),
    user: message.user,
    ...(message.inviter ? { inviter: message.inviter } : {}),
    ...(message.username ? { username: message.username } : {}),
    ...(message.icon_emoji ? { icons: { emoji: message.icon_emoji } } : {}),
    ...(app && !message.subtype ? authorShape(ws, app) : {}),
    ...(message.client_msg_id ? { client_msg_id: message.client_msg_id } : {}),
    text: message.text,
    ...(message.subtype ? {} : { team: ws.team.id }),
    ts: message.ts,
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(message.thread_ts ? replyShape(ws, message, message.thread_ts, includeMetadata) : threadSummary(ws, message)),
    ...(message.files.length > 0 ? { files: filesShape(ws, message.files), upload: false, display_as_bot: false } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })) }
      : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(includeMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.stream ? { streaming_state: message.stream.open ? "in_progress" : "completed" } : {}),
  };
}

function replyShape(ws: Workspace, reply: Message, threadTs: string, includeMetadata: boolean): Json {
  const root = ws.messages.get(reply.channel, threadTs);
  return {
    thread_ts: threadTs,
    ...(root && !reply.broadcast ? { parent_user_id: root.user } : {}),
    ...(root && reply.broadcast ? { root: messageShape(ws, root, includeMetadata) } : {}),
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
