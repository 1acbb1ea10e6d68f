import type { WebClient } from "@slack/web-api";

/** The id of a channel the configuration names; null where the bot is in none of that name. Ids are given back. */
export async function findChannel(client: WebClient, name: string): Promise<string | null> {
  if (/^[CG][A-Z0-9]{2,}$/.test(name)) return name;
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({
      types: "public_channel,private_channel",
      exclude_archived: true,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    const found = page.channels?.find((channel) => channel.name === name.replace(/^#/, ""));
    if (found?.id) return found.id;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return null;
}
