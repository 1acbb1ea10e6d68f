import { createHash } from "node:crypto";
import type { KnownBlock } from "@slack/types";
import { capText } from "../../redaction/clean-text.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore } from "../ports/runs.ts";
import { limits } from "./limits.ts";
import type { Posting } from "./posting.ts";
import { isRefusedBlocks } from "./views/plain-blocks.ts";

/** Tables too large for the words around them: a message each, between what is said before and after. */
export interface Tables {
  /** Once per answer, also when it is gone through again; as Markdown where Slack knows no such block. */
  post(block: KnownBlock, markdown: string): Promise<void>;
  /** What was posted is void. */
  remove(): Promise<void>;
}

export function createTables(
  deps: { posting: Posting; posts: PostStore; clock: Clock; log: Log },
  run: { runId: string; place: Place; again: boolean },
): Tables {
  const { posting, posts, clock, log } = deps;
  const { runId, place } = run;
  const { channel, threadTs } = place;

  const save = (key: string, ts: string | null, state: "open" | "done" | "void") =>
    posts.save({ runId, kind: "picture", key, channel, ts, state }, clock.now());

  return {
    async post(block, markdown) {
      const key = `table:${createHash("sha256").update(markdown).digest("hex").slice(0, 8)}`;
      const known = posts.find(runId, "picture", key);
      if (known?.state === "done") return;
      const identity = { run_id: runId, key };
      const metadata = { event_type: "opsthread_table", event_payload: identity };
      const to = { channel, thread_ts: threadTs, unfurl_links: false, unfurl_media: false, metadata };
      const text = capText(markdown, limits.fallbackText);
      const there =
        known?.state === "open" || (run.again && !known)
          ? await posting.find(channel, threadTs, metadata.event_type, identity)
          : null;
      save(key, there, "open");
      const send = (blocks: KnownBlock[]) => posting.postOnce({ ...to, text, blocks }, identity);
      const ts =
        there ??
        (await send([block]).catch((error: unknown) => {
          if (!isRefusedBlocks(error)) throw error;
          return send([{ type: "markdown", text: capText(markdown, limits.messageMarkdown) }]);
        }));
      save(key, ts, "done");
    },
    async remove() {
      for (const post of posts.ofRun(runId)) {
        if (!post.key.startsWith("table:") || post.ts === null || post.state !== "done") continue;
        const { ts } = post;
        await posting
          .surely(() => posting.client.chat.delete({ channel, ts }), "chat.delete")
          .catch((error: unknown) => log.warn({ err: error, runId }, "a table that is void could not be removed"));
        save(post.key, ts, "void");
      }
    },
  };
}
