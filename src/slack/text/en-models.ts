import type { ModelsWords } from "./models.ts";

export const enModels: ModelsWords = {
  title: "Models you can choose",
  current: {
    person: (name) => `You are answered by *${name}*, your own choice.`,
    channel: (name) => `In this channel *${name}* answers, as an admin chose.`,
    default: (name) => `You are answered by *${name}*, the default.`,
  },
  price: (input, output) => `$${input} in, $${output} out per million tokens`,
  window: (tokens) => `${tokens} tokens of context`,
  speed: (perSecond) => `lately ${perSecond} tokens/s`,
  retires: (on) => `⚠️ retires on ${on}`,
  retiresSoon: "⚠️ to be retired",
  offline: "Answers by rules, without a language model. Free.",
  forPerson: "Model that answers you",
  forChannel: "Model of this channel (admins)",
  placeholder: "Choose a model",
  byDefault: "Back to the default",
  hint: "By text as well: `/models haiku` · `/models channel opus` · `/models reset`",
  chosen: (name) => `✅ From now on *${name}* answers your questions.`,
  chosenForChannel: (name) => `✅ From now on *${name}* answers the questions in this channel.`,
  overruled: (name) => `In this channel, though, *${name}* answers, as an admin chose.`,
  reset: (name) => `✅ Your choice is cleared. Now *${name}* answers.`,
  resetForChannel: (name) => `✅ The choice for this channel is cleared. Your questions are now answered by *${name}*.`,
  unknown: (asked) => `There is no model \`${asked}\` to choose here. Nothing was changed.`,
  nearest: "Did you mean one of these?",
  noneNear: "`/models` shows what there is.",
  notAdmin:
    "⛔ Only an admin can choose the model of a channel. Your own is `/models <name>`. (Admins: `admins` in opsthread.yaml)",
  noChannel: "⛔ Choose a channel's model in that channel. Here `/models <name>` chooses your own.",
  addClaude: "To add Claude, set `ANTHROPIC_API_KEY` (or Bedrock) and restart.",
  failed: "The list of models could not be fetched. Please try again in a moment.",
};
