import { createHash } from "node:crypto";
import { extname } from "node:path";
import { WebAPIPlatformError } from "@slack/web-api";
import { capText, stripInvisible } from "../../redaction/clean-text.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore } from "../ports/runs.ts";
import type { Picture, TextFile } from "../ports/thread-tool.ts";
import { limits } from "./limits.ts";
import type { Posting } from "./posting.ts";

/** Slack completes an upload later than it says; the thread's order is right only once the file is shared. */
const SHARED_WITHIN_MS = 6_000;
const LOOK_EVERY_MS = 150;
const TRIES = 3;
/** After a reply that was lost, a file is looked for this long before it is sent again. */
const COMES_WITHIN_MS = 4_000;

/** A file as Slack takes it. `alt` only of pictures. */
export interface Upload {
  filename: string;
  title: string;
  content: Buffer;
  alt?: string;
}

/** Names of files are told in notifications too: nothing in them may look like a mention or hide what it says. */
const harmless = (text: string): string =>
  stripInvisible(text)
    .replace(/\s+/g, " ")
    .replace(/[<>]/g, (sign) => (sign === "<" ? "‹" : "›"))
    .replace(/@(?=channel|here|everyone)/g, "@\u200b");

export const pictureUpload = (picture: Picture, filename: string): Upload => ({
  filename,
  title: harmless(picture.title),
  content: picture.png,
  alt: harmless(picture.alt),
});

export const textUpload = (file: TextFile): Upload => ({
  // By code points: half a character would be none.
  filename: [...file.name.replace(/[^\p{L}\p{N}._-]+/gu, "-")].slice(-100).join(""),
  title: harmless(file.title),
  content: Buffer.from(file.content, "utf8"),
});

/** Uploads a file (into the thread, or the channel itself) and waits until people can see it. */
async function upload(posting: Posting, to: { channel: string; threadTs?: string }, file: Upload): Promise<void> {
  await posting.spans.run("slack upload", { "file.bytes": file.content.length }, () =>
    uploadAndWait(posting, to, file),
  );
}

async function uploadAndWait(
  { client, patiently, surely }: Posting,
  to: { channel: string; threadTs?: string },
  { filename, title, content, alt }: Upload,
): Promise<void> {
  const target = to.threadTs ? { channel_id: to.channel, thread_ts: to.threadTs } : { channel_id: to.channel };
  const { files } = await patiently(() =>
    client.filesUploadV2({
      ...target,
      filename,
      title,
      ...(alt === undefined ? {} : { alt_text: capText(alt, limits.altText) }),
      file: content,
    }),
  );
  const id = files?.[0]?.files?.[0]?.id;
  const until = Date.now() + SHARED_WITHIN_MS;
  while (id && Date.now() < until) {
    const { file } = await surely(() => client.files.info({ file: id }));
    const shares = file?.shares as { public?: object; private?: object } | undefined;
    if (Object.keys({ ...shares?.public, ...shares?.private }).includes(to.channel)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/**
 * One file per tool call and run, also when the turn is gone through again after a restart. `to`: where, if not in the
 * thread of the run.
 */
export async function postUpload(
  deps: { posting: Posting; posts: PostStore; clock: Clock },
  run: { runId: string; place: Place; again?: boolean },
  key: string,
  file: Upload,
  to: { channel: string; threadTs?: string } = { channel: run.place.channel, threadTs: run.place.threadTs },
): Promise<void> {
  const { posting, posts, clock } = deps;
  const { runId, place } = run;
  const known = posts.find(runId, "picture", key);
  if (known?.state === "done") return;
  const ending = extname(file.filename);
  const filename = `${file.filename.slice(0, file.filename.length - ending.length)}${markOf(runId, key)}${ending}`;
  const save = (state: "open" | "done") =>
    posts.save({ runId, kind: "picture", key, channel: place.channel, ts: null, state }, clock.now());

  if ((known || run.again) && (await isThere(posting, to, markOf(runId, key)))) return save("done");
  save("open");
  for (let attempt = 1; ; attempt++) {
    try {
      await upload(posting, to, { ...file, filename });
      break;
    } catch (error) {
      if (error instanceof WebAPIPlatformError || attempt === TRIES) throw error;
      // Perhaps only a reply was lost on the way, and the file comes when Slack is done with it.
      if (await comes(posting, to, markOf(runId, key))) break;
    }
  }
  save("done");
}

/** True while the file of this key stands in the thread; what somebody has deleted may be posted again. */
export async function hasUpload(
  { posting, posts, clock }: { posting: Posting; posts: PostStore; clock: Clock },
  { runId, place }: { runId: string; place: Place },
  key: string,
): Promise<boolean> {
  const known = posts.find(runId, "picture", key);
  if (known?.state !== "done") return false;
  if (await isThere(posting, place, markOf(runId, key))) return true;
  posts.save({ ...known, state: "open" }, clock.now());
  return false;
}

/** Stands in the file's name, so that it is found again. */
const markOf = (runId: string, key: string): string =>
  `-${createHash("sha256").update(`${runId}:${key}`).digest("hex").slice(0, 8)}`;

async function comes(posting: Posting, to: { channel: string; threadTs?: string }, mark: string): Promise<boolean> {
  for (const until = Date.now() + COMES_WITHIN_MS; ; ) {
    if (await isThere(posting, to, mark).catch(() => false)) return true;
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_EVERY_MS));
  }
}

async function isThere(
  { replies, newest }: Posting,
  { channel, threadTs }: { channel: string; threadTs?: string },
  mark: string,
): Promise<boolean> {
  return (await (threadTs ? replies(channel, threadTs) : newest(channel))).some(({ files = [] }) =>
    files.some((file) => file.name?.includes(`${mark}.`)),
  );
}
