import type { Directory } from "../ports/directory.ts";
import { placeOf } from "./intake.ts";
import type { StatusLines } from "./live/status-line.ts";
import { NOTICE } from "./notice.ts";
import type { Posting } from "./posting.ts";
import { words } from "./text/words.ts";

/** The one word left when a question was given up: whatever cannot be looked up for it, it is said. `thread`: its key in the inbox. */
export async function sayGaveUp(
  { posting, directory, statusLines }: { posting: Posting; directory: Directory; statusLines: StatusLines },
  thread: string,
  reference: string,
): Promise<void> {
  const { channel, threadTs } = placeOf(thread);
  // No turn is left that would end it, and it would be said anew for ever.
  void statusLines.of({ channel, threadTs }).end();
  const [root] = await posting.replies(channel, threadTs).catch(() => []);
  const person = root?.user ? await directory.person(root.user).catch(() => null) : null;
  const identity = { given_up: reference };
  await posting.postOnce(
    {
      channel,
      thread_ts: threadTs,
      text: words(person?.language ?? "en").gaveUp(reference),
      metadata: { ...NOTICE, event_payload: identity },
    },
    identity,
  );
}
