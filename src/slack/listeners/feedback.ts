import type { BlockAction, ViewSubmitAction } from "@slack/bolt";
import { redact } from "../../../redaction/redact.ts";
import { outsider, refusalText } from "../access.ts";
import { tell } from "../notice.ts";
import { personInTime } from "../person-in-time.ts";
import { words } from "../text/words.ts";
import { FEEDBACK, WHY, whyModal } from "../views/feedback.ts";
import type { Listener } from "./listener.ts";

/**
 * Votes on answers, of everybody but guests and strangers; who found an answer wanting may say why. Where Slack does not
 * tell in time who that is, the vote counts: it opens nothing to anybody.
 */
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
    const inTime = await personInTime(directory, user);
    const outside = inTime && outsider(inTime, deps);
    if (run && !outside) votes.vote(runId, user, vote, clock.now());
    if (run && !outside && vote === "down") {
      const view = whyModal(runId, inTime?.language ?? run.input.language);
      const shown = await deps.openDialog(body.trigger_id, view).then(
        () => true,
        () => false,
      );
      if (shown) return;
    }
    const person = inTime ?? (await directory.person(user).catch(() => null));
    const language = person?.language ?? "en";
    const say = words(language);
    const threadTs = run?.place.threadTs ?? body.message?.thread_ts ?? body.message?.ts;
    const known = run ? say.feedback.thanks : say.answer.runUnknown;
    const text = outside ? refusalText(outside, language) : known;
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
