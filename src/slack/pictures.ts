import { createHash } from "node:crypto";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore } from "../ports/runs.ts";
import type { Picture } from "../ports/thread-tool.ts";
import { limits } from "./limits.ts";
import type { Posting } from "./posting.ts";

/** Slack completes an upload later than it says; the thread's order is right only once the file is shared. */
const SHARED_WITHIN_MS = 6_000;
const LOOK_EVERY_MS = 150;

/** Uploads a picture (into the thread, or the channel itself) and waits until people can see it. */
export async function uploadPicture(
  { client, patiently }: Posting,
  to: { channel: string; threadTs?: string; filename: string },
  picture: Picture,
): Promise<void> {
  const target = to.threadTs ? { channel_id: to.channel, thread_ts: to.threadTs } : { channel_id: to.channel };
  const { files } = await patiently(() =>
    client.filesUploadV2({
      ...target,
      filename: to.filename,
      title: picture.title,
      alt_text: picture.alt.slice(0, limits.altText),
      file: picture.png,
    }),
  );
  const id = files?.[0]?.files?.[0]?.id;
  const until = Date.now() + SHARED_WITHIN_MS;
  while (id && Date.now() < until) {
    const { file } = await patiently(() => client.files.info({ file: id }));
    const shares = file?.shares as { public?: object; private?: object } | undefined;
    if (Object.keys({ ...shares?.public, ...shares?.private }).includes(to.channel)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** One file per tool call and run, also when the turn is gone through again after a restart. */
export async function postPicture(
  deps: { posting: Posting; posts: PostStore; clock: Clock },
  run: { runId: string; place: Place },
  key: string,
  picture: Picture,
): Promise<void> {
  const { posting, posts, clock } = deps;
  const { runId, place } = run;
  const known = posts.find(runId, "picture", key);
  if (known?.state === "done") return;
  const mark = createHash("sha256").update(`${runId}:${key}`).digest("hex").slice(0, 8);
  const filename = `chart-${mark}.png`;
  const save = (state: "open" | "done") =>
    posts.save({ runId, kind: "picture", key, channel: place.channel, ts: null, state }, clock.now());

  if (known && (await isInThread(posting, place, filename))) return save("done");
  save("open");
  await uploadPicture(posting, { channel: place.channel, threadTs: place.threadTs, filename }, picture);
  save("done");
}

async function isInThread({ client }: Posting, { channel, threadTs }: Place, filename: string): Promise<boolean> {
  const { messages = [] } = await client.conversations.replies({ channel, ts: threadTs, limit: 200 });
  return messages.some(({ files = [] }) => files.some((file) => file.name === filename));
}
