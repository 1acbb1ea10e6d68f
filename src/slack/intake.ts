import { createHash } from "node:crypto";
import { plainText } from "./person-text.ts";

/** A file a person attached; everything about it is Slack's word. */
export interface AttachedFile {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  /** Readable with the bot's token; empty where Slack does not hand the file out, as over a plan's limits. */
  url: string;
}

/** What a person wrote, as far as the queue must know it. */
export interface Request {
  channel: string;
  /** Root of the thread the answer goes to: the message itself when it starts one. */
  threadTs: string;
  ts: string;
  user: string;
  text: string;
  isDm: boolean;
  files: AttachedFile[];
}

/**
 * How a thread stands to a reply without a mention: not one of ours; taken as meant for us; or people talk to each
 * other there, or the writer has never asked in it, and only a mention is for us.
 */
export type Standing = "stranger" | "ours" | "people";

export type Intake =
  /** A person's words to us: store, ack, work. `key`: one mention arrives as two events. */
  | { kind: "request"; eventId: string; key: string; thread: string; mentioned: boolean; request: Request }
  /** Words in a thread of ours that are not for us. */
  | { kind: "talk"; thread: string; ts: string }
  /** A person changed the words of a message; `key` as in their request. */
  | { kind: "edited"; key: string; thread: string; user: string; text: string }
  | { kind: "deleted"; key: string; thread: string }
  /** Slack's Stop button. */
  | { kind: "stopped"; thread: string; user: string }
  /** Not about a message (App Home and such): ack and hand on. */
  | { kind: "other" }
  /** Nothing for us. */
  | { kind: "ignored" };

interface MessageBody {
  type?: string;
  subtype?: string;
  hidden?: boolean;
  channel?: string;
  channel_type?: string;
  user?: string;
  bot_id?: string;
  text?: string;
  ts?: string;
  thread_ts?: string;
  files?: unknown;
  edited?: unknown;
}

export interface EventBody {
  event_id?: string;
  event?: MessageBody & { message?: MessageBody; previous_message?: MessageBody; deleted_ts?: string };
}

const IGNORED: Intake = { kind: "ignored" };
/** Subtypes of messages that people write; all others are Slack's own or a change. */
const WRITTEN = new Set([undefined, "file_share", "thread_broadcast"]);

export const threadKey = (channel: string, threadTs: string) => `${channel}:${threadTs}`;

export function placeOf(thread: string): { channel: string; threadTs: string } {
  const [channel = "", threadTs = ""] = thread.split(":");
  return { channel, threadTs };
}

/** Stable for what a person wrote (`key` of the request), so that a second delivery or a restart finds the same turn. */
export const runIdOf = (key: string) => `t-${createHash("sha256").update(key).digest("hex").slice(0, 10)}`;

/**
 * DMs need no mention; in channels a mention starts a thread, and whoever has asked in it goes on without one until
 * people begin to talk to each other there.
 */
export function readEvent(
  body: EventBody,
  us: { botUser: string; standing: (thread: string, user: string) => Standing },
): Intake {
  const event = body.event;
  if (!event || typeof event !== "object") return IGNORED;
  if (event.type === "agent_session_stopped") return readStop(event);
  if (event.type !== "message" && event.type !== "app_mention") return { kind: "other" };
  if (event.subtype === "message_changed") return readEdit(event, us.botUser);
  if (event.subtype === "message_deleted") return readDeletion(event, us.botUser);
  const intake = readRequest(body, us.botUser);
  if (!intake) return IGNORED;
  const { request, thread, mentioned } = intake;
  if (request.isDm || mentioned) return intake;
  if (request.threadTs === request.ts) return IGNORED;
  const standing = us.standing(thread, request.user);
  if (standing === "stranger") return IGNORED;
  const isForUs = standing === "ours" && !namesOthers(event.text ?? "", us.botUser);
  return isForUs ? intake : { kind: "talk", thread, ts: request.ts };
}

/** A person's message to somebody, whether it is for us or not. Null when no person wrote it. */
export function readRequest(body: EventBody, botUser: string): Extract<Intake, { kind: "request" }> | null {
  const event = body.event ?? {};
  const { channel, user, ts, text = "" } = event;
  if (!channel || !user || !ts || !body.event_id || typeof text !== "string") return null;
  if (event.bot_id || user === botUser || !WRITTEN.has(event.subtype)) return null;
  const threadTs = event.thread_ts ?? ts;
  const thread = threadKey(channel, threadTs);
  const isDm = event.channel_type === "im" || channel.startsWith("D");
  const request = { channel, threadTs, ts, user, text: plainText(text, botUser), isDm, files: readFiles(event.files) };
  const mentioned = text.includes(`<@${botUser}>`);
  return { kind: "request", eventId: body.event_id, key: `${channel}:${ts}`, thread, mentioned, request };
}

function readStop({ channel, thread_ts: threadTs, user = "" }: MessageBody): Intake {
  return channel && threadTs ? { kind: "stopped", thread: threadKey(channel, threadTs), user } : IGNORED;
}

/** Links that Slack unfolds are changes of a message as well: only other words count. */
function readEdit(event: NonNullable<EventBody["event"]>, botUser: string): Intake {
  const { channel, message: now, previous_message: before } = event;
  if (!channel || !now?.ts || !now.user || now.bot_id || now.user === botUser) return IGNORED;
  if (now.subtype === "tombstone") return readDeletion({ ...event, deleted_ts: now.ts }, botUser);
  const text = plainText(String(now.text ?? ""), botUser);
  if (text === plainText(String(before?.text ?? ""), botUser)) return IGNORED;
  const thread = threadKey(channel, now.thread_ts ?? now.ts);
  return { kind: "edited", key: `${channel}:${now.ts}`, thread, user: now.user, text };
}

function readDeletion(event: NonNullable<EventBody["event"]>, botUser: string): Intake {
  const { channel, previous_message: before, deleted_ts: ts } = event;
  if (!channel || !ts || before?.bot_id || before?.user === botUser) return IGNORED;
  return { kind: "deleted", key: `${channel}:${ts}`, thread: threadKey(channel, before?.thread_ts ?? ts) };
}

const namesOthers = (text: string, botUser: string): boolean =>
  [...text.matchAll(/<(?:@([UW][A-Z0-9]+)|!subteam\^|!here|!channel|!everyone)/g)].some(([, user]) => user !== botUser);

function readFiles(files: unknown): AttachedFile[] {
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: Record<string, unknown> | null) => {
    const { id, name, mimetype, size, url_private_download: download, url_private: url = download } = file ?? {};
    if (typeof id !== "string") return [];
    const about = { id, name: String(name ?? id), mimetype: String(mimetype ?? ""), size: Number(size ?? 0) };
    return [{ ...about, url: typeof url === "string" ? url : "" }];
  });
}
