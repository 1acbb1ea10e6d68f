import type { WebClient } from "@slack/web-api";
import type { Metadata } from "./posting.ts";

/** Marks a message of ours that is no answer. */
export const NOTICE: Metadata = { event_type: "opsthread_notice", event_payload: {} };

/** A short word to one person: seen by them alone in a channel, an ordinary message in their DM. */
export async function tell(
  client: WebClient,
  to: { channel: string; user: string; threadTs?: string },
  text: string,
): Promise<void> {
  const { channel, user } = to;
  const thread = to.threadTs ? { thread_ts: to.threadTs } : {};
  if (!channel.startsWith("D")) {
    await client.chat.postEphemeral({ channel, user, text, ...thread });
    return;
  }
  await client.chat.postMessage({
    channel,
    text,
    ...thread,
    metadata: NOTICE,
    unfurl_links: false,
    unfurl_media: false,
  });
}
