import type { BlockAction, ButtonAction, StaticSelectAction } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";
import type { ModelsResult } from "../../ports/commands.ts";
import type { Language } from "../../ports/tools.ts";
import { mayAsk, refusalText } from "../access.ts";
import { words } from "../text/words.ts";
import { CHOOSE_MODEL, chosenModel, modelsOutcome, modelsView } from "../views/models.ts";
import type { Listener } from "./listener.ts";

/** `/models` and the menus of its list: seen by the person alone. */
export const modelsCommand: Listener = (app, deps) => {
  const { models, log } = deps;

  /** The refusal in the person's language, or null and that language. */
  async function admit(
    user: string,
    channel: string | null,
    text: string,
  ): Promise<{ language: Language; no: string | null }> {
    const person = await deps.directory.person(user).catch(() => null);
    const language = /[가-힣]/.test(text) ? "ko" : (person?.language ?? "en");
    if (!person) return { language, no: words(language).lookupFailed };
    const access = await mayAsk(person, channel ?? "dm", deps);
    return { language, no: access.allowed ? null : refusalText(access.why, language) };
  }

  /** Null where what is chosen is the person's alone: in a DM, and in a channel that Slack does not show us. */
  async function placeOfChoice(channel: string): Promise<string | null> {
    if (channel === "" || channel.startsWith("D")) return null;
    const isHidden = await deps.directory.channelName(channel).then(() => false, isNotShown);
    return isHidden ? null : channel;
  }

  app.command("/models", async ({ ack, command, respond }) => {
    await ack();
    const { user_id: user, text } = command;
    const channel = await placeOfChoice(command.channel_id);
    const { language, no } = await admit(user, channel, text);
    try {
      if (no) return void (await respond({ response_type: "ephemeral", text: no }));
      const result = await models.run({ text, user, channel });
      await respond({ response_type: "ephemeral", ...show(result, language) });
    } catch (error) {
      log.error({ err: error }, "/models failed");
      await respond({ response_type: "ephemeral", text: words(language).models.failed });
    }
  });

  app.action<BlockAction<ButtonAction | StaticSelectAction>>(CHOOSE_MODEL, async ({ ack, action, body, respond }) => {
    await ack();
    // In App Home there is no message to answer: the Home tab's own listener shows what was chosen.
    if (body.view) return;
    const channel = await placeOfChoice(body.channel?.id ?? "");
    const { language, no } = await admit(body.user.id, channel, "");
    const value = "selected_option" in action ? action.selected_option.value : action.value;
    const choice = chosenModel(action.action_id, value);
    if (no || !choice)
      return void (await respond({ response_type: "ephemeral", text: no ?? words(language).models.failed }));
    const result = await models.choose({ user: body.user.id, channel, ...choice });
    await respond({ response_type: "ephemeral", replace_original: true, ...show(result, language) });
  });
};

const isNotShown = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && error.data.error === "channel_not_found";

const show = (result: ModelsResult, language: Language) =>
  result.kind === "list" ? modelsView(result, language) : modelsOutcome(result, language);
