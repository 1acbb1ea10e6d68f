import type { BlockAction, ViewSubmitAction } from "@slack/bolt";
import { redact } from "../../../redaction/redact.ts";
import { tell } from "../notice.ts";
import { words } from "../text/words.ts";
import { FEEDBACK, WHY, whyModal } from "../views/feedback.ts";
import type { Listener } from "./listener.ts";

/** Votes on answers: stored at once; who found an answer wanting may say why. */
export const feedback: Listener = (app, deps) => {
  const { directory, runs, feedback: votes, clock, log } = deps;

  app.action<BlockAction>(FEEDBACK, async ({ ack, action, body, client }) => {
    await ack();
    const { value = "" } = action as { value?: string };
    const [runId = "", vote] = value.split(" ");
    const channel = body.channel?.id;
    const run = runs.get(runId);
    if (!channel || (vote !== "up" && vote !== "down")) return;
    const user = body.user.id;
    // A modal has three seconds, so the vote waits for nobody's profile.
    if (run) votes.vote(runId, user, vote, clock.now());
    if (run && vote === "down") {
      const view = whyModal(runId, run.input.language);
      const shown = await deps.openDialog(body.trigger_id, view).then(
        () => true,
        () => false,
      );
      if (shown) return;
    }
    const person = await directory.person(user).catch(() => null);
    const say = words(person?.language ?? "en");
    const threadTs = run?.place.threadTs ?? body.message?.thread_ts ?? body.message?.ts;
    const text = run ? say.feedback.thanks : say.answer.runUnknown;
    await tell(client, { channel, user, ...(threadTs ? { threadTs } : {}) }, text).catch((error: unknown) =>
      log.warn({ err: error, runId }, "a vote could not be thanked for"),
    );
  });

  app.view<ViewSubmitAction>(WHY, async ({ ack, body, view, client }) => {
    await ack();
    const runId = view.private_metadata;
    const run = runs.get(runId);
    const reason = (view.state.values.why?.text?.value ?? "").trim();
    if (!run || reason === "") return;
    const user = body.user.id;
    votes.reason(runId, user, redact(reason), clock.now());
    const person = await directory.person(user).catch(() => null);
    const { channel, threadTs } = run.place;
    const text = words(person?.language ?? run.input.language).feedback.stored;
    await tell(client, { channel, user, threadTs }, text).catch((error: unknown) =>
      log.warn({ err: error, runId }, "a reason could not be thanked for"),
    );
  });
};
