import type { Directory, Person } from "../ports/directory.ts";
import type { Language, Tier } from "../ports/tools.ts";
import { words } from "./text/words.ts";

/** What a channel may do, from the configuration. `askers`: "members", or "group:<handle>" and user ids. */
export interface ChannelRule {
  accounts: string[];
  askers: "members" | string[];
  /** One list for all tiers, or one for each; a tier without a list has nobody. */
  approvers: ApproverLists;
}

export type ApproverLists = string[] | { [T in Tier]?: string[] | undefined };

export type AccessRefusal = "guest" | "foreign" | "not_asker" | "channel_not_configured" | "lookup_failed";
export type Access = { allowed: true; rule: ChannelRule } | { allowed: false; why: AccessRefusal };

/** `name` is the channel's name, its id, or "dm". Null: this channel is connected to nothing. */
export type RuleFor = (channel: { id: string; name: string }) => ChannelRule | null;

export interface AccessDeps {
  ruleFor: RuleFor;
  directory: Directory;
  /** Id of the workspace the bot belongs to. */
  homeTeam: () => string;
}

/**
 * May this person ask here? Asked for every question, command, menu and opening of App Home; a lookup that fails refuses.
 * `channel` "dm": wherever a person is alone with the bot, App Home included.
 */
export async function mayAsk(person: Person, channel: string, deps: AccessDeps): Promise<Access> {
  const { ruleFor, directory } = deps;
  const outside = outsider(person, deps);
  if (outside) return { allowed: false, why: outside };
  try {
    const rule = ruleFor({ id: channel, name: channel === "dm" ? "dm" : await directory.channelName(channel) });
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

/** Who is refused everywhere; what a thread holds is open to everybody else who sees it. */
export function outsider(person: Person, { homeTeam }: Pick<AccessDeps, "homeTeam">): "foreign" | "guest" | null {
  if (person.team !== homeTeam()) return "foreign";
  return person.isGuest || person.isBot || !person.isActive ? "guest" : null;
}

export function refusalText(why: AccessRefusal, language: Language): string {
  const say = words(language);
  return {
    guest: say.guest,
    foreign: say.foreign,
    not_asker: say.notAsker,
    channel_not_configured: say.channelNotConfigured,
    lookup_failed: say.lookupFailed,
  }[why];
}
