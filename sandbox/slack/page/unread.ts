import type { SeenChannel, SeenMessage } from "../control/types.ts";

/** How much waits in each channel: what the server counted, and what has come since. */
export interface Unread {
  reset(channels: readonly SeenChannel[]): void;
  of(channel: string): { messages: number; mentions: number };
  /** Something new came where nobody looks. */
  add(channel: SeenChannel | undefined, message: SeenMessage, namesMe: boolean): void;
  /** Everything up to this message has been seen, here or in another window; the counts go. */
  read(channel: string, ts: string): void;
  /** Up to where this person has read; undefined before the first time. */
  lastRead(channel: string): string | undefined;
  /** Mentions everywhere, for the window's title. */
  mentions(): number;
}

export function createUnread(): Unread {
  const lastRead = new Map<string, string>();
  const counts = new Map<string, { messages: number; mentions: number }>();
  const of: Unread["of"] = (channel) => counts.get(channel) ?? { messages: 0, mentions: 0 };
  return {
    of,
    reset(channels) {
      counts.clear();
      lastRead.clear();
      for (const { id, unread = 0, mentions = 0, last_read } of channels) {
        counts.set(id, { messages: unread, mentions });
        if (last_read !== undefined) lastRead.set(id, last_read);
      }
    },
    add(channel, message, namesMe) {
      if (!channel?.member || message.ephemeral) return;
      const { messages, mentions } = of(channel.id);
      const isDirect = channel.kind === "im" || channel.kind === "mpim";
      const isCounted = message.thread_ts === undefined || isDirect;
      counts.set(channel.id, {
        messages: messages + (isCounted ? 1 : 0),
        mentions: mentions + (isDirect || namesMe ? 1 : 0),
      });
    },
    read(channel, ts) {
      counts.set(channel, { messages: 0, mentions: 0 });
      lastRead.set(channel, ts);
    },
    lastRead: (channel) => lastRead.get(channel),
    mentions: () => [...counts.values()].reduce((sum, one) => sum + one.mentions, 0),
  };
}

/** Whether a message calls this person: by name, by a group of theirs, or with everybody. */
export function callsPerson(
  text: string,
  me: string,
  groups: readonly { id: string; users: readonly string[] }[],
): boolean {
  if (text.includes(`<@${me}>`) || /<!(here|channel|everyone)[|>]/.test(text)) return true;
  return groups.some((group) => group.users.includes(me) && text.includes(`<!subteam^${group.id}`));
}
