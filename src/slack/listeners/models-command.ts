import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { ModelsResult } from "../../ports/commands.ts";
import type { Language } from "../../ports/tools.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { words } from "../text/words.ts";
import { CHOOSE_MODEL, modelsView } from "../views/models.ts";
import type { Listener } from "./listener.ts";

/** `/models` and the buttons of its list: seen by the person alone, kept per person. */
export const modelsCommand: Listener = (app, { models, directory, log }) => {
  const languageOf = async (user: string): Promise<Language> =>
    (await directory.person(user).catch(() => null))?.language ?? "en";

  app.command("/models", async ({ ack, command, respond }) => {
    await ack();
    const language = await languageOf(command.user_id);
    try {
      const result = await models.run({ text: command.text, user: command.user_id });
      await respond({ response_type: "ephemeral", ...show(result, language) });
    } catch (error) {
      log.error({ err: error }, "/models failed");
      await respond({ response_type: "ephemeral", text: words(language).models.failed });
    }
  });

  app.action<BlockAction<ButtonAction>>(CHOOSE_MODEL, async ({ ack, action, body, respond }) => {
    await ack();
    const language = await languageOf(body.user.id);
    const result = await models.choose(body.user.id, action.value ?? "");
    await respond({ response_type: "ephemeral", replace_original: true, ...show(result, language) });
  });
};

function show(result: ModelsResult, language: Language) {
  const { models } = words(language);
  if (result.kind === "list") return modelsView(result, language);
  if (result.kind === "chosen") return { text: models.chosen(escapeMrkdwn(result.choice.name)) };
  return { text: models.unknown(escapeMrkdwn(result.id)) };
}
