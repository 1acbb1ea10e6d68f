import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { outsider, refusalText } from "../access.ts";
import { tell } from "../notice.ts";
import { personInTime } from "../person-in-time.ts";
import { words } from "../text/words.ts";
import { EVIDENCE } from "../views/answer-tail.ts";
import { OPEN_CONSOLE } from "../views/evidence-entries.ts";
import { evidenceModal, evidenceSentence, TURN_PAGE } from "../views/evidence-modal.ts";
import type { Listener } from "./listener.ts";

/** What an answer rests on, for whoever doubts it: a modal made from the stored record, also of old answers. */
export const evidence: Listener = (app, { directory, homeTeam, openDialog, proofOf, log }) => {
  const viewFor = async (user: string, runId: string, page: number): Promise<ModalView> => {
    const person = await personInTime(directory, user);
    const language = person?.language ?? proofOf.languageOf(runId);
    const say = words(language);
    const outside = person && outsider(person, { homeTeam });
    if (outside) return evidenceSentence(refusalText(outside, language), language);
    const proof = await proofOf.find(runId).catch((error: unknown) => {
      log.error({ err: error, runId }, "the evidence of an answer could not be read");
      return "unreadable" as const;
    });
    if (proof === "unreadable") return evidenceSentence(say.click.failed, language);
    if (proof === "unknown") return evidenceSentence(say.answer.runUnknown, language);
    if (proof === "unfinished") return evidenceSentence(say.proof.unfinished, language);
    return evidenceModal(proof, page, { language, zone: person?.zone ?? proof.run.input.zone });
  };

  app.action<BlockAction<ButtonAction>>(EVIDENCE, async ({ ack, action, body, client }) => {
    await ack();
    const user = body.user.id;
    const view = await viewFor(user, action.value ?? "", 0);
    await openDialog(body.trigger_id, view).catch(async (error: unknown) => {
      log.warn({ err: error, runId: action.value }, "the evidence could not be shown");
      const { channel, message } = body;
      if (!channel || !message) return;
      const threadTs = (message.thread_ts as string | undefined) ?? message.ts;
      const person = await directory.person(user).catch(() => null);
      await tell(client, { channel: channel.id, user, threadTs }, words(person?.language ?? "en").click.noDialog);
    });
  });

  app.action<BlockAction<ButtonAction>>(TURN_PAGE, async ({ ack, action, body, client }) => {
    await ack();
    if (!body.view) return;
    const [runId = "", page = "0"] = (action.value ?? "").split(" ");
    const view = await viewFor(body.user.id, runId, Number(page));
    await client.views
      .update({ view_id: body.view.id, view })
      .catch((error: unknown) => log.error({ err: error, runId }, "a page of the evidence could not be shown"));
  });

  // A button with a link opens it by itself; Slack still wants to hear that the press arrived.
  app.action(new RegExp(`^${OPEN_CONSOLE}:\\d+$`), async ({ ack }) => ack());
};
