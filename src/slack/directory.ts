import { type UsersInfoResponse, WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { dateFormat } from "../date-format.ts";
import type { Directory, Person } from "../ports/directory.ts";

type Member = NonNullable<UsersInfoResponse["user"]>;

/** Who somebody is and belongs to decides about changes: read at most a minute late (A5). Channels rarely change their name. */
const PERSON_MS = 60_000;
const GROUP_MS = 30_000;
const CHANNEL_MS = 5 * 60_000;

export interface SlackDirectory extends Directory {
  /** Slack's id of a user group, for a mention; null when there is none of that handle. */
  groupId(handle: string): Promise<string | null>;
  /** Of the profile, as it was last read; null for somebody who was not asked about yet. */
  knownLanguage(user: string): Person["language"] | null;
}

/** People, groups and channels as Slack has them now. Every method throws when Slack cannot be asked. */
export function createDirectory(client: WebClient): SlackDirectory {
  const person = remembered(PERSON_MS, async (id: string) => {
    const { user } = await client.users.info({ user: id, include_locale: true }).catch((error: unknown) => {
      if (isStranger(error)) return { user: { id } as Member };
      throw error;
    });
    if (!user?.id) throw new Error(`users.info gave no user for ${id}`);
    return {
      id: user.id,
      name: user.profile?.display_name || user.real_name || user.name || user.id,
      zone: usableZone(user.tz),
      language: (user.locale ? user.locale.startsWith("ko") : user.tz === "Asia/Seoul") ? "ko" : "en",
      isGuest: Boolean(user.is_restricted || user.is_ultra_restricted),
      isBot: Boolean(user.is_bot),
      isActive: !user.deleted,
      team: user.team_id ?? "",
    } satisfies Person;
  });
  const groupIds = remembered(GROUP_MS, async () => {
    const { usergroups = [] } = await client.usergroups.list({});
    return new Map(
      usergroups.flatMap((group) => (group.handle && group.id ? [[group.handle, group.id] as const] : [])),
    );
  });
  const groupMembers = remembered(GROUP_MS, async (handle: string) => {
    const id = (await groupIds("")).get(handle);
    if (!id) return [];
    const { users = [] } = await client.usergroups.users.list({ usergroup: id });
    return users;
  });
  const channelName = remembered(CHANNEL_MS, async (channel: string) => {
    const { channel: info } = await client.conversations.info({ channel });
    return info?.is_im ? "dm" : (info?.name ?? channel);
  });

  const languages = new Map<string, Person["language"]>();

  return {
    async person(id) {
      const found = await person(id);
      languages.set(id, found.language);
      return found;
    },
    knownLanguage: (user) => languages.get(user) ?? null,
    groupMembers,
    groupId: async (handle) => (await groupIds("")).get(handle) ?? null,
    channelName,
  };
}

/** Slack does not tell us who this is, now or later: somebody of another organisation, of a workspace that is not ours. */
function isStranger(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && ["user_not_found", "user_not_visible"].includes(error.data.error);
}

function usableZone(zone: string | undefined): string {
  try {
    return zone ? dateFormat("en", { timeZone: zone }).resolvedOptions().timeZone : "UTC";
  } catch {
    return "UTC";
  }
}

/** Answers are kept for `ms`; failures are not. */
function remembered<T>(ms: number, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { until: number; value: T }>();
  return async (key) => {
    const hit = known.get(key);
    if (hit && hit.until > Date.now()) return hit.value;
    const value = await ask(key);
    known.set(key, { until: Date.now() + ms, value });
    return value;
  };
}
