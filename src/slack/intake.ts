/** What a person wrote, as far as the queue must know it. */
export interface Request {
  channel: string;
  /** Root of the thread the answer goes to: the message itself when it starts one. */
  threadTs: string;
  ts: string;
  user: string;
  text: string;
  isDm: boolean;
}

export type Intake =
  /** A person's words to us: store, ack, work. `key`: one mention arrives as two events. */
  | { kind: "request"; eventId: string; key: string; thread: string; request: Request }
  /** Not a request (App Home and such): ack and hand on. */
  | { kind: "other" }
  /** Nothing for us. */
  | { kind: "ignored" };

export interface EventBody {
  event_id?: string;
  event?: {
    type?: string;
    subtype?: string;
    channel?: string;
    channel_type?: string;
    user?: string;
    bot_id?: string;
    text?: string;
    ts?: string;
    thread_ts?: string;
  };
}

export const threadKey = (channel: string, threadTs: string) => `${channel}:${threadTs}`;

export function placeOf(thread: string): { channel: string; threadTs: string } {
  const [channel = "", threadTs = ""] = thread.split(":");
  return { channel, threadTs };
}

/**
 * DMs need no mention; in channels a mention starts a thread, and in a thread we take part in a reply needs
 * none unless it is addressed to somebody else.
 */
export function readEvent(body: EventBody, us: { botUser: string; knowsThread: (thread: string) => boolean }): Intake {
  const event = body.event;
  if (!event) return { kind: "ignored" };
  if (event.type !== "message" && event.type !== "app_mention") return { kind: "other" };
  const { channel, user, ts, text = "" } = event;
  if (!channel || !user || !ts || !body.event_id) return { kind: "ignored" };
  if (event.bot_id || user === us.botUser) return { kind: "ignored" };
  if (event.subtype && event.subtype !== "file_share" && event.subtype !== "thread_broadcast")
    return { kind: "ignored" };

  const isDm = event.channel_type === "im" || channel.startsWith("D");
  const threadTs = event.thread_ts ?? ts;
  const thread = threadKey(channel, threadTs);
  const mentioned = text.includes(`<@${us.botUser}>`);
  const toSomebodyElse = /^\s*<@[UW][A-Z0-9]+>/.test(text) && !mentioned;
  const ours = isDm || mentioned || (event.thread_ts !== undefined && us.knowsThread(thread) && !toSomebodyElse);
  if (!ours) return { kind: "ignored" };

  const words = plainText(text, us.botUser);
  const request = { channel, threadTs, ts, user, text: words, isDm };
  return { kind: "request", eventId: body.event_id, key: `${channel}:${ts}`, thread, request };
}

/** Slack's markup back to what was typed: our mention gone, links to their text, entities to characters. */
export function plainText(text: string, botUser: string): string {
  return text
    .replaceAll(`<@${botUser}>`, " ")
    .replace(/<(?:https?|mailto):([^|>]*)\|([^>]*)>/g, "$2")
    .replace(/<(https?:[^>]*)>/g, "$1")
    .replace(/<[#@!]([^|>]*)\|([^>]*)>/g, "$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/[ \t]+/g, " ")
    .trim();
}

/** The language of the words; the profile's where the words have neither Hangul nor enough Latin letters. */
export function languageOf(text: string, profile: "ko" | "en"): "ko" | "en" {
  if (/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(text)) return "ko";
  return /[A-Za-z]{2,}/.test(text.replace(/\b[A-Z0-9]{2,}\b|[\w]+-[\w-]+/g, "")) ? "en" : profile;
}
