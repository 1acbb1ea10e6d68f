import type { SeenMessage } from "../control/types.ts";
import type { Look } from "./look.ts";
import { callsPerson, type Unread } from "./unread.ts";

/** Counts what is new where nobody looks; gives whether a count has changed. A message's later changes are no news. */
export function createNews(unread: Unread): (message: SeenMessage, look: Look, isLookedAt: boolean) => boolean {
  const known = new Set<string>();
  return (message, look, isLookedAt) => {
    const key = `${message.channel}:${message.ts}`;
    const isNews = !known.has(key) && message.user !== look.me.id;
    known.add(key);
    if (!isNews || isLookedAt) return false;
    const channel = look.channels.find((one) => one.id === message.channel);
    unread.add(channel, message, callsPerson(message.text, look.me.id, look.directory.groups));
    return true;
  };
}
