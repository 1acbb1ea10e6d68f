import type { Log } from "../../log.ts";
import type { Place, PostStore } from "../../ports/runs.ts";
import type { Posting } from "../posting.ts";

/**
 * Removes messages of ours in the thread that no row knows and no metadata claims: streams whose start got no reply,
 * or that a process was writing when it died. `also`: messages that are to go in any case.
 */
export async function removeStrays(
  { posting, posts, log }: { posting: Posting; posts: PostStore; log: Log },
  place: Place,
  also: string[] = [],
): Promise<void> {
  const { client, patiently } = posting;
  const { channel } = place;
  const { user_id: us } = await patiently(() => client.auth.test(), "auth.test");
  const strays = (await posting.replies(channel, place.threadTs)).flatMap(({ user, ts, metadata, files }) =>
    user === us && ts && !metadata && !files?.length && !posts.knowsTs(channel, ts) ? [ts] : [],
  );
  for (const ts of new Set([...also, ...strays])) await removeMessage(posting, log, channel, ts);
}

/** A message of ours goes, its stream ended first; one that cannot go is only logged. */
export async function removeMessage(posting: Posting, log: Log, channel: string, ts: string): Promise<void> {
  const { client, patiently } = posting;
  const remove = () => patiently(() => client.chat.delete({ channel, ts }), "chat.delete");
  try {
    await remove().catch(async () => {
      await client.chat.stopStream({ channel, ts }).catch(() => undefined);
      await remove();
    });
  } catch (error) {
    log.warn({ err: error, ts }, "a half-written message could not be removed");
  }
}
