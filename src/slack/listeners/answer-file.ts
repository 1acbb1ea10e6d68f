import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { FileRequest } from "../../ports/answer-files.ts";
import { outsider, refusalText } from "../access.ts";
import { tell } from "../notice.ts";
import { words } from "../text/words.ts";
import { hasUpload, pictureUpload, postUpload, textUpload, type Upload } from "../uploads.ts";
import { CHART, CSV } from "../views/answer-tail.ts";
import type { Listener } from "./listener.ts";

const WITHIN_MS = 60_000;

/** The CSV and Chart buttons of an answer, and those of its evidence: the file goes into the answer's thread. */
export const answerFile: Listener = (app, deps) => {
  const { directory, runs, files, log } = deps;
  const making = new Set<string>();
  app.action<BlockAction<ButtonAction>>(new RegExp(`^(${CSV}|${CHART})$`), async ({ ack, action, body, client }) => {
    await ack();
    const [runId = "", handle = ""] = (action.value ?? "").split(" ");
    const run = runs.get(runId);
    const channel = run?.place.channel ?? body.channel?.id;
    if (!channel) return;
    const user = body.user.id;
    const person = await directory.person(user).catch(() => null);
    const say = words(person?.language ?? "en");
    const threadTs = run?.place.threadTs ?? body.message?.thread_ts ?? body.message?.ts;
    const sayAlone = (text: string) => tell(client, { channel, user, ...(threadTs ? { threadTs } : {}) }, text);
    try {
      if (!person) return await sayAlone(say.lookupFailed);
      const outside = outsider(person, deps);
      if (outside) return await sayAlone(refusalText(outside, person.language));
      if (!run) return await sayAlone(say.answer.runUnknown);
      const isCsv = action.action_id === CSV;
      const key = `${isCsv ? "csv" : "chart"}:${handle}`;
      const { language, zone } = person;
      if (making.has(`${runId} ${key}`) || (await hasUpload(deps, run, key)))
        return await sayAlone(say.answer.fileHere);
      const context = { language, zone, accounts: run.input.accounts, runId };
      const request: FileRequest = { thread: run.input.thread, handle, context };
      making.add(`${runId} ${key}`);
      try {
        const made = isCsv ? await files.csv(request) : await files.chart(request, AbortSignal.timeout(WITHIN_MS));
        if (made.kind !== "csv" && made.kind !== "chart") return await sayAlone(refusal(made.kind, say.answer));
        const upload: Upload = made.kind === "csv" ? textUpload(made.file) : pictureUpload(made.picture, "chart.png");
        await postUpload(deps, run, key, upload);
        if (made.kind === "csv" && !made.complete) await sayAlone(say.answer.filePart(made.rows));
      } finally {
        making.delete(`${runId} ${key}`);
      }
    } catch (error) {
      log.error({ err: error, runId, handle }, "a file of an answer could not be posted");
      await sayAlone(say.answer.fileFailed);
    }
  });
};

const refusal = (kind: "gone" | "empty" | "not_drawable" | "failed", say: ReturnType<typeof words>["answer"]): string =>
  ({ gone: say.fileGone, empty: say.fileEmpty, not_drawable: say.fileNotDrawable, failed: say.fileFailed })[kind];
