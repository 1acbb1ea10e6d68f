import type { Log } from "../../log.ts";
import type { Place, PostStore } from "../../ports/runs.ts";
import type { Posting } from "../posting.ts";

/**
 * Removes messages of ours in the thread that no row knows and no metadata claims: streams whose start got no reply,
 * or that a process was writing when it died. `also`: messages that are to go in any case; `messages`: those of the thread,
 * where they are known.
 */
export async function removeStrays(
  { posting, posts, log }: { posting: Posting; posts: PostStore; log: Log },
  place: Place,
  also: string[] = [],
  messages?: Awaited<ReturnType<Posting["replies"]>>,
): Promise<void> {
  const { client, surely } = posting;
  const { channel } = place;
  const unclaimed = (messages ?? (await posting.replies(channel, place.threadTs))).filter(
    ({ bot_id: bot, ts, metadata, files }) => bot && ts && !metadata && !files?.length && !posts.knowsTs(channel, ts),
  );
  const us = unclaimed.length > 0 ? (await surely(() => client.auth.test(), "auth.test")).user_id : undefined;
  const strays = unclaimed.flatMap(({ user, ts }) => (user === us && ts ? [ts] : []));
  for (const ts of new Set([...also, ...strays])) await removeMessage(posting, log, channel, ts);
}

/** A message of ours goes, its stream ended first; one that cannot go is only logged. */
export async function removeMessage(posting: Posting, log: Log, channel: string, ts: string): Promise<void> {
  const { client, surely } = posting;
  const remove = () => surely(() => client.chat.delete({ channel, ts }), "chat.delete");
  try {
    await remove().catch(async () => {
      await client.chat.stopStream({ channel, ts }).catch(() => undefined);
      await remove();
    });
  } catch (error) {
    log.warn({ err: error, ts }, "a half-written message could not be removed");
  }
}
