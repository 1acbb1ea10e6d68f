import type { WebClient } from "@slack/web-api";
import type { Directory } from "../ports/directory.ts";
import { placeOf } from "./intake.ts";
import { NOTICE } from "./notice.ts";
import { words } from "./text/words.ts";

/** The one word left when a question was given up. `thread`: its key in the inbox. */
export async function sayGaveUp(
  { asking, directory }: { asking: WebClient; directory: Directory },
  thread: string,
  reference: string,
): Promise<void> {
  const { channel, threadTs } = placeOf(thread);
  const { messages = [] } = await asking.conversations.replies({ channel, ts: threadTs, limit: 1 });
  const person = messages[0]?.user ? await directory.person(messages[0].user).catch(() => null) : null;
  await asking.chat.postMessage({
    channel,
    thread_ts: threadTs,
    text: words(person?.language ?? "en").gaveUp(reference),
    metadata: NOTICE,
  });
}
