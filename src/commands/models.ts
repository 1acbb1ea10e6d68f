import type { ModelsCommand, ModelsResult } from "../ports/commands.ts";
import type { ModelChoice, Models } from "../ports/model.ts";
import type { Prefs } from "../ports/prefs.ts";

/** The key under which a person's choice is kept. */
const MODEL_PREF = "model";

export function createModelsCommand({ models, prefs }: { models: Models; prefs: Prefs }): ModelsCommand {
  const currentFor = (user: string): string => {
    const chosen = prefs.get(user, MODEL_PREF);
    return chosen !== null && models.get(chosen) ? chosen : models.defaultId;
  };
  const choose = async (user: string, asked: string): Promise<ModelsResult> => {
    const choice = find(await models.list(), asked);
    if (!choice || !models.get(choice.id)) return { kind: "unknown", id: asked };
    prefs.set(user, MODEL_PREF, choice.id);
    return { kind: "chosen", choice };
  };
  return {
    currentFor,
    choose,
    async run({ text, user }) {
      const asked = text
        .normalize("NFC")
        .trim()
        .replace(/^(use|choose|select|사용|선택)\s+/i, "")
        .replace(/\s+(사용|선택)$/, "");
      if (!/^(list|help|use|목록|도움말|사용|선택)?$/i.test(asked)) return choose(user, asked);
      const choices = await models.list();
      return {
        kind: "list",
        choices,
        currentId: currentFor(user),
        howToAddClaude: choices.every((choice) => choice.offline),
      };
    },
  };
}

/** By id, else by name, else by the only choice that begins so ("sonnet" of "Claude Sonnet 5.5" is found too). */
function find(choices: ModelChoice[], asked: string): ModelChoice | undefined {
  const plain = (text: string): string =>
    text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  const wanted = plain(asked);
  if (wanted === "") return undefined;
  const exact = choices.find((choice) => plain(choice.id) === wanted || plain(choice.name) === wanted);
  if (exact) return exact;
  const near = choices.filter((choice) => plain(choice.id).includes(wanted) || plain(choice.name).includes(wanted));
  return near.length === 1 ? near[0] : undefined;
}
