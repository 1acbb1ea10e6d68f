import type { ChoiceFor, ModelsAt, ModelsCommand, ModelsResult } from "../ports/commands.ts";
import type { ModelChoice, Models } from "../ports/model.ts";
import type { Prefs } from "../ports/prefs.ts";
import { nearest, plainWord } from "./nearest.ts";

/** The key under which a choice is kept, of a person as of a channel. */
const MODEL_PREF = "model";

const LIST = /^(list|help|show|use|목록|도움말|보기|사용|선택)?$/i;
const RESET = /^(reset|default|clear|unset|auto|기본|기본값|초기화|해제|되돌리기)(으로|로)?$/i;
const CHANNEL = /^(?:(?:this |for )?channel|for this channel|이? ?채널)(?:은|는|의|에서|용)?(?:\s+|$)/i;
const SAID_AROUND = [/^(use|choose|select|사용|선택)\s+/i, /\s+(사용|선택|으로|로)$/];

/**
 * Who answers. An admin's choice for a channel is a rule of that place: its threads are read by all, so one model answers
 * them. Elsewhere a person's own choice counts, then the team's default.
 */
export function createModelsCommand(deps: {
  models: Models;
  prefs: Prefs;
  /** Fails closed: a lookup that throws is no. */
  isAdmin: (user: string) => Promise<boolean>;
  /** Tokens a second by model, as measured here. */
  speeds: () => Readonly<Record<string, number>>;
}): ModelsCommand {
  const { models, prefs, isAdmin, speeds } = deps;

  const kept = (owner: string | null): string | null => {
    const id = owner === null ? null : prefs.get(owner, MODEL_PREF);
    return id !== null && models.get(id) ? id : null;
  };
  const current = ({ user, channel }: ModelsAt): { id: string; by: ChoiceFor | "default" } => {
    const [ofChannel, ofPerson] = [kept(channel), kept(user)];
    if (ofChannel) return { id: ofChannel, by: "channel" };
    return ofPerson ? { id: ofPerson, by: "person" } : { id: models.defaultId, by: "default" };
  };
  const refusal = async (at: ModelsAt, whom: ChoiceFor): Promise<ModelsResult | null> => {
    if (whom === "person") return null;
    if (at.channel === null) return { kind: "refused", why: "no_channel" };
    return (await isAdmin(at.user).catch(() => false)) ? null : { kind: "refused", why: "not_admin" };
  };
  const nameOf = (choices: ModelChoice[], id: string): ModelChoice =>
    choices.find((choice) => choice.id === id) ?? { ...UNLISTED, id, name: id };

  async function reset(at: ModelsAt, whom: ChoiceFor): Promise<ModelsResult> {
    prefs.remove(whom === "channel" ? (at.channel ?? "") : at.user, MODEL_PREF);
    return { kind: "reset", for: whom, now: nameOf(await models.list(), current(at).id) };
  }

  async function choose(at: ModelsAt, whom: ChoiceFor, asked: string): Promise<ModelsResult> {
    const choices = await models.list();
    const choice = find(choices, asked);
    if (!choice || !models.get(choice.id)) {
      const near = nearest(asked, choices, ({ id, name }) => [id, name]);
      return { kind: "unknown", asked, for: whom, nearest: near.filter(({ id }) => models.get(id)) };
    }
    prefs.set(whom === "channel" ? (at.channel ?? "") : at.user, MODEL_PREF, choice.id);
    const now = current(at);
    const overruled = whom === "person" && now.by === "channel" && now.id !== choice.id;
    return { kind: "chosen", choice, for: whom, overruled: overruled ? nameOf(choices, now.id) : null };
  }

  return {
    currentFor: (at) => current(at).id,
    async choose({ for: whom, id, ...at }) {
      const refused = await refusal(at, whom);
      if (refused) return refused;
      return id === null ? reset(at, whom) : choose(at, whom, id);
    },
    async run({ text, ...at }) {
      const plain = text.normalize("NFC").trim().replace(/\s+/g, " ");
      const whom: ChoiceFor = CHANNEL.test(plain) ? "channel" : "person";
      const asked = SAID_AROUND.reduce((rest, pattern) => rest.replace(pattern, ""), plain.replace(CHANNEL, ""));
      if (!LIST.test(asked)) {
        const refused = await refusal(at, whom);
        if (refused) return refused;
        return RESET.test(asked) ? reset(at, whom) : choose(at, whom, asked);
      }
      const choices = await models.list();
      return {
        kind: "list",
        choices,
        current: current(at),
        chosen: { person: kept(at.user), channel: kept(at.channel) },
        mayChooseForChannel: (await refusal(at, "channel")) === null,
        speeds: speeds(),
        howToAddClaude: choices.every((choice) => choice.offline),
      };
    },
  };
}

const UNLISTED = { offline: false, price: null, window: null, retires: null };

/** By id, else by name, else by the only choice that has it as a part ("sonnet" of "Claude Sonnet 5.5" is found too). */
function find(choices: ModelChoice[], asked: string): ModelChoice | undefined {
  const wanted = plainWord(asked);
  if (wanted === "") return undefined;
  const exact = choices.find((choice) => plainWord(choice.id) === wanted || plainWord(choice.name) === wanted);
  if (exact) return exact;
  const near = choices.filter(
    (choice) => plainWord(choice.id).includes(wanted) || plainWord(choice.name).includes(wanted),
  );
  return near.length === 1 ? near[0] : undefined;
}
