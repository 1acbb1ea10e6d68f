import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { Directory } from "../ports/directory.ts";
import type { Place } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import { NOTICE } from "./notice.ts";
import { words } from "./text/words.ts";

/** Slack's words for a place we cannot write in: not invited, thrown out, archived, or the question is gone. */
const UNREACHABLE = new Set([
  ...["not_in_channel", "channel_not_found", "is_archived", "restricted_action", "restricted_action_thread_locked"],
  ...["thread_not_found", "cannot_reply_to_message", "message_not_found"],
]);
/** Whoever deleted the question waits for no answer. */
const QUESTION_GONE = new Set(["thread_not_found", "cannot_reply_to_message", "message_not_found"]);

export const isUnreachable = (error: unknown): error is WebAPIPlatformError =>
  error instanceof WebAPIPlatformError && UNREACHABLE.has(error.data.error);

/** Tells the person in a DM that the answer could not be posted where they asked, and what to do. */
export async function explainUnreachable(
  { client, directory, log }: { client: WebClient; directory: Directory; log: Log },
  error: WebAPIPlatformError,
  asked: { place: Place; asker: string; language: Language },
): Promise<void> {
  const { place, asker, language } = asked;
  log.warn({ channel: place.channel, code: error.data.error }, "an answer cannot be posted where it was asked");
  if (QUESTION_GONE.has(error.data.error) || place.isDm) return;
  const name = await directory.channelName(place.channel).catch(() => place.channel);
  const { channel } = await client.conversations.open({ users: asker });
  if (!channel?.id) return;
  await client.chat.postMessage({
    channel: channel.id,
    text: words(language).live.unreachable(escapeMrkdwn(name)),
    metadata: NOTICE,
    unfurl_links: false,
    unfurl_media: false,
  });
}
