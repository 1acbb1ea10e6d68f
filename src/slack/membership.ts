import type { WebClient } from "@slack/web-api";

/** More channels than anybody is in; a person who is in more sees the past of the first. */
const MOST_PAGES = 20;

/**
 * The channels a person is in now, of those the bot can see: all public ones, and private ones it shares with them. Never
 * kept, because leaving a channel ends what one may see of it. Throws when Slack cannot be asked.
 */
export function createMembership(client: WebClient): (person: string) => Promise<string[]> {
  return async (person) => {
    const channels: string[] = [];
    let cursor = "";
    for (let page = 0; page < MOST_PAGES; page++) {
      const listed = await client.users.conversations({
        user: person,
        types: "public_channel,private_channel,mpim",
        limit: 200,
        ...(cursor === "" ? {} : { cursor }),
      });
      channels.push(...(listed.channels ?? []).flatMap(({ id }) => (id ? [id] : [])));
      cursor = listed.response_metadata?.next_cursor ?? "";
      if (cursor === "") break;
    }
    return channels;
  };
}
