import type { Log } from "../log.ts";
import type { Language } from "../ports/tools.ts";
import type { AttachedData } from "../ports/turn.ts";
import type { AttachedFile } from "./intake.ts";
import { words } from "./text/words.ts";

const MOST_FILES = 5;
const MOST_MB = 10;
const WITHIN_MS = 20_000;

/** Keeps the file's rows with the thread. `id` is Slack's: the same file is kept once. */
export type KeepFile = (
  thread: string,
  file: { id: string; name: string; bytes: Buffer },
) => Promise<{ kind: "kept"; data: AttachedData } | { kind: "unreadable" } | { kind: "empty" }>;

/** What became of the files of a question. `remarks` are for the person who attached them. */
export interface Attachments {
  data: AttachedData[];
  remarks: string[];
}

/**
 * Fetches what a person attached to a question and keeps it with the thread. The address comes from Slack's event; the
 * token goes to Slack alone, and what Slack shows to strangers (its sign-in page) is never taken for the file.
 */
export function createAttachments(deps: { botToken: string; apiUrl: string | undefined; keep: KeepFile; log: Log }) {
  const api = new URL(deps.apiUrl ?? "https://slack.com/api/");
  const isSlack = (url: URL) =>
    url.origin === api.origin || (url.protocol === "https:" && /(^|\.)slack\.com$/.test(url.hostname));

  async function fetchFile({ url, size }: AttachedFile): Promise<Buffer | "too_large"> {
    const limit = MOST_MB * 1024 * 1024;
    if (size > limit) return "too_large";
    if (!URL.canParse(url) || !isSlack(new URL(url))) throw new Error("the file is not at Slack");
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${deps.botToken}` },
      redirect: "error",
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (!response.ok || !response.body) throw new Error(`Slack answered ${response.status}`);
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.length;
      if (length > limit) return "too_large";
      chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks);
  }

  return async (thread: string, files: AttachedFile[], language: Language): Promise<Attachments> => {
    const { file: say } = words(language).live;
    const found: Attachments = { data: [], remarks: [] };
    for (const file of files.slice(0, MOST_FILES)) {
      const { id, name } = file;
      try {
        const bytes = await fetchFile(file);
        if (bytes === "too_large") {
          found.remarks.push(say.tooLarge(name, MOST_MB));
          continue;
        }
        const kept = await deps.keep(thread, { id, name, bytes });
        if (kept.kind === "kept") found.data.push(kept.data);
        else found.remarks.push(kept.kind === "empty" ? say.empty(name) : say.notReadable(name));
      } catch (error) {
        deps.log.warn({ err: error, file: id }, "an attached file could not be read");
        found.remarks.push(say.failed(name));
      }
    }
    if (files.length > MOST_FILES) found.remarks.push(say.tooMany(MOST_FILES));
    return found;
  };
}

export type ReadAttachments = ReturnType<typeof createAttachments>;
