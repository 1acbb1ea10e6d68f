import { appIn } from "../acts/persona.ts";
import { unreadOf } from "../acts/read.ts";
import { blocksOf } from "../api/slack-shapes.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { Channel, Ephemeral, Json, Message, Person, View } from "../entities.ts";
import { canSee, type Workspace } from "../workspace.ts";
import type { Messages, SeenChannel, SeenFile, SeenMessage, SeenPrompts, SeenStatus, SeenView } from "./types.ts";

/** What one person sees of the workspace. */

export function seenMessage(ws: Workspace, message: Message, person?: Person): SeenMessage {
  const replies = message.thread_ts ? [] : ws.messages.repliers(message.channel, message.ts);
  const latest = replies.at(-1)?.ts;
  const by = message.stream?.closed_by;
  return {
    channel: message.channel,
    ts: message.ts,
    ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    ...(message.broadcast ? { broadcast: rootOf(ws, message) } : {}),
    user: message.user,
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.username ? { username: message.username } : {}),
    ...(message.icon_emoji ? { icon_emoji: message.icon_emoji } : {}),
    text: message.text,
    blocks: blocksOf(message),
    files: message.files.map((id) => seenFile(ws, id)).filter((file) => file !== undefined),
    reactions: message.reactions,
    ...(message.metadata ? { metadata: message.metadata } : {}),
    edited: message.edited !== undefined,
    ephemeral: false,
    streaming: message.stream?.open ?? false,
    ...(by === "timeout" || by === "user" ? { cut: by } : {}),
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((reply) => reply.user))],
    ...(latest ? { latest_reply: latest } : {}),
    ...(message.user === person?.id && !message.subtype ? { mine: true } : {}),
  };
}

/** What a reply in a channel answers to. */
function rootOf(ws: Workspace, { channel, thread_ts = "" }: Message): { user: string; text: string } {
  const { user = "", text = "" } = ws.messages.get(channel, thread_ts) ?? {};
  return { user, text };
}

function seenFile(ws: Workspace, id: string): SeenFile | undefined {
  const file = ws.files.get(id);
  if (!file) return undefined;
  const { name, title, alt, mimetype, size, width, height } = file;
  return {
    id,
    name,
    title,
    alt,
    mimetype,
    size,
    path: `/control/file/${id}`,
    ...(width && height ? { width, height } : {}),
  };
}

export function seenEphemeral(message: Ephemeral): SeenMessage {
  const { channel, ts, thread_ts, user, text, blocks } = message;
  return {
    channel,
    ts,
    ...(thread_ts ? { thread_ts } : {}),
    user,
    text,
    blocks,
    files: [],
    reactions: [],
    edited: false,
    ephemeral: true,
    streaming: false,
    reply_count: 0,
    reply_users: [],
  };
}

export interface Excerpt {
  thread_ts?: string | undefined;
  /** The newest so many; all without. */
  limit?: number;
  /** Only what is older than this ts. */
  before?: string | undefined;
}

/** A channel's roots, or one thread with its root, oldest first, with this person's ephemerals among them. */
export function seenMessages(ws: Workspace, person: Person, channel: Channel, excerpt: Excerpt = {}): Messages {
  const { thread_ts, limit, before } = excerpt;
  const root = thread_ts === undefined ? undefined : ws.messages.get(channel.id, thread_ts);
  const stored = thread_ts === undefined ? ws.messages.listed(channel.id) : ws.messages.replies(channel.id, thread_ts);
  const own = ws.moments.ephemerals.filter(
    (one) => one.channel === channel.id && one.only_for === person.id && one.thread_ts === thread_ts,
  );
  const all = [...stored, ...own]
    .filter(({ ts }) => before === undefined || Number(ts) < Number(before))
    .sort((a, b) => Number(a.ts) - Number(b.ts));
  const shown = limit === undefined ? all : all.slice(-limit);
  const messages = shown.map((one) => ("only_for" in one ? seenEphemeral(one) : seenMessage(ws, one, person)));
  return {
    channel: channel.id,
    messages: [...(root && before === undefined ? [seenMessage(ws, root, person)] : []), ...messages],
    has_more: shown.length < all.length,
    statuses: [...ws.moments.statuses.values()].filter(
      (one) => one.channel === channel.id && (thread_ts === undefined || one.thread_ts === thread_ts),
    ),
    prompts: seenPrompts(ws, channel),
  };
}

export function seenStatus(ws: Workspace, channel: string, threadTs: string): SeenStatus {
  const known = ws.moments.statuses.get(`${channel}:${threadTs}`);
  return known ?? { channel, thread_ts: threadTs, text: "", loading_messages: [], processing: false };
}

function seenPrompts(ws: Workspace, channel: Channel): SeenPrompts {
  const own = ws.prompts.get(channel.id);
  if (own) return own;
  return { title: "", prompts: channel.kind === "im" ? [...(appIn(ws, channel)?.manifest.prompts ?? [])] : [] };
}

export function seenChannels(ws: Workspace, person: Person): SeenChannel[] {
  for (const app of ws.apps.all()) ws.directory.directMessage(person.id, app.botUser);
  return ws.directory.channels
    .all()
    .filter((channel) => canSee(channel, person))
    .map((channel) => ({
      ...channel,
      member: channel.members.includes(person.id),
      has_bot: appIn(ws, channel) !== undefined,
      ...unreadOf(ws, person, channel),
    }));
}

export function seenView(view: View | Json): SeenView {
  const label = (value: unknown): string => (isRecord(value) && typeof value.text === "string" ? value.text : "");
  const { id, type, blocks, callback_id, title, submit, close } = view as View;
  return {
    id,
    type,
    callback_id: String(callback_id ?? ""),
    title: label(title),
    submit: label(submit),
    close: label(close),
    blocks,
  };
}
