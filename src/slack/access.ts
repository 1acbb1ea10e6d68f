import type { Directory, Person } from "../ports/approvals.ts";
import type { Language } from "../ports/tools.ts";
import { words } from "./text/words.ts";

/** What a channel may do, from the configuration. `askers`: "members", or "group:<handle>" and user ids. */
export interface ChannelRule {
  accounts: string[];
  askers: "members" | string[];
  approvers: string[];
}

export type AccessRefusal = "guest" | "not_asker" | "channel_not_configured" | "lookup_failed";
export type Access = { allowed: true; rule: ChannelRule } | { allowed: false; why: AccessRefusal };

/** `name` is the channel's name, its id, or "dm". Null: this channel is connected to nothing. */
export type RuleFor = (channel: { id: string; name: string }) => ChannelRule | null;

/** May this person ask here? Asked for every question; a lookup that fails refuses. */
export async function mayAsk(person: Person, channel: string, ruleFor: RuleFor, directory: Directory): Promise<Access> {
  if (person.isGuest || person.isBot || !person.isActive) return { allowed: false, why: "guest" };
  try {
    const rule = ruleFor({ id: channel, name: await directory.channelName(channel) });
    if (!rule) return { allowed: false, why: "channel_not_configured" };
    if (rule.askers === "members") return { allowed: true, rule };
    for (const asker of rule.askers) {
      const ids = asker.startsWith("group:") ? await directory.groupMembers(asker.slice("group:".length)) : [asker];
      if (ids.includes(person.id)) return { allowed: true, rule };
    }
    return { allowed: false, why: "not_asker" };
  } catch {
    return { allowed: false, why: "lookup_failed" };
  }
}

export function refusalText(why: AccessRefusal, language: Language): string {
  const say = words(language);
  return {
    guest: say.guest,
    not_asker: say.notAsker,
    channel_not_configured: say.channelNotConfigured,
    lookup_failed: say.lookupFailed,
  }[why];
}
