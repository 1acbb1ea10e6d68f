import type { Channel, Message, Person } from "../entities.ts";
import { readKey, type Workspace } from "../workspace.ts";

/** A person has seen a channel up to here. Reading does not go back. */
export function markRead(ws: Workspace, person: Person, channel: Channel, ts: string): void {
  const key = readKey(person.id, channel.id);
  if (Number(ws.reads.get(key) ?? 0) >= Number(ts)) return;
  ws.reads.put(key, ts);
  ws.changes.publish({ type: "read", user: person.id, channel: channel.id, last_read: ts });
}

export interface Unread {
  last_read: string;
  unread: number;
  mentions: number;
}

/** What a person has not seen yet: what a channel shows, everything in a DM; and what names them, in threads too. */
export function unreadOf(ws: Workspace, person: Person, channel: Channel): Unread {
  const last_read = ws.reads.get(readKey(person.id, channel.id)) ?? "0";
  const isDirect = channel.kind === "im" || channel.kind === "mpim";
  const groups = ws.directory.groups.all().filter((group) => group.users.includes(person.id));
  const names = [`<@${person.id}>`, "<!here>", "<!channel>", "<!everyone>", ...groups.map((g) => `<!subteam^${g.id}`)];
  const isForMe = ({ text }: Message): boolean => isDirect || names.some((name) => text.includes(name));
  const newer = ws.messages.after(channel.id, last_read).filter((one) => one.user !== person.id && !one.subtype);
  return {
    last_read,
    unread: newer.filter((one) => isDirect || one.thread_ts === undefined || one.broadcast).length,
    mentions: newer.filter(isForMe).length,
  };
}
