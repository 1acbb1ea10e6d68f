import type { ActionsBlock, KnownBlock, PlainTextOption, StaticSelect } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { ChoiceFor, ModelsResult } from "../../ports/commands.ts";
import type { ModelChoice } from "../../ports/model.ts";
import type { Language } from "../../ports/tools.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { words } from "../text/words.ts";

/** `models:person`, `models:channel`: the menus; `models:person:2`: a button that names one model. */
const CHOOSE = "models";
export const CHOOSE_MODEL = /^models:(person|channel)(?::\d+)?$/;
/** The value of the entry that clears a choice; no model has this id. */
const BY_DEFAULT = "-";

type Listed = Extract<ModelsResult, { kind: "list" }>;
interface Shown {
  text: string;
  blocks: KnownBlock[];
}

/** The menu or button that was used: for whom it chooses, and what. Null: the value is not one of ours. */
export function chosenModel(actionId: string, value: string | undefined): { for: ChoiceFor; id: string | null } | null {
  const whom = CHOOSE_MODEL.exec(actionId)?.[1] as ChoiceFor | undefined;
  if (!whom || !value) return null;
  return { for: whom, id: value === BY_DEFAULT ? null : value };
}

/** What `/models` answers: what answers now, each model with what is known of it, and the menus. */
export function modelsView(listed: Listed, language: Language): Shown {
  const { models } = words(language);
  const { choices, howToAddClaude } = listed;
  return {
    text: capText(`${models.title}: ${choices.map((choice) => choice.name).join(", ")}`, limits.sectionText),
    blocks: [
      section(`*${models.title}*\n${currentModel(listed, language)}`),
      ...choices.slice(0, limits.modelsShown).map((choice) => section(modelFacts(choice, listed, language))),
      ...modelMenus(listed, language),
      context(models.hint),
      ...(howToAddClaude ? [context(models.addClaude)] : []),
    ],
  };
}

/** What answers now, and whose choice that is. */
export function currentModel({ choices, current }: Listed, language: Language): string {
  const name = choices.find(({ id }) => id === current.id)?.name ?? current.id;
  return words(language).models.current[current.by](escapeMrkdwn(name));
}

/** A menu for the person and, where they may, one for the channel. Empty where there is nothing to choose from. */
export function modelMenus(listed: Listed, language: Language): KnownBlock[] {
  const { models } = words(language);
  const whom: ChoiceFor[] = listed.mayChooseForChannel ? ["person", "channel"] : ["person"];
  const label = { person: models.forPerson, channel: models.forChannel };
  return whom.flatMap((one): KnownBlock[] => {
    const menu = modelMenu(listed, one, language);
    return menu ? [{ ...section(`*${label[one]}*`), block_id: `${CHOOSE}:${one}`, accessory: menu }] : [];
  });
}

function modelMenu({ choices, chosen }: Listed, whom: ChoiceFor, language: Language): StaticSelect | null {
  const { models } = words(language);
  const options = choices
    .filter(({ id }) => id.length <= limits.optionValue)
    .slice(0, limits.options - 1)
    .map((choice) => option(choice.name, choice.id));
  if (options.length === 0) return null;
  const initial = options.find(({ value }) => value === chosen[whom]);
  return {
    type: "static_select",
    action_id: `${CHOOSE}:${whom}`,
    placeholder: { type: "plain_text", text: models.placeholder },
    options: [...options, option(models.byDefault, BY_DEFAULT)],
    ...(initial ? { initial_option: initial } : {}),
  };
}

/** What a choice came to, in words; with buttons where something near was meant. */
export function modelsOutcome(result: Exclude<ModelsResult, { kind: "list" }>, language: Language): Shown {
  const { models } = words(language);
  const say = (text: string, more: KnownBlock[] = []): Shown => ({ text, blocks: [section(text), ...more] });
  switch (result.kind) {
    case "chosen": {
      const name = escapeMrkdwn(result.choice.name);
      const text = result.for === "channel" ? models.chosenForChannel(name) : models.chosen(name);
      return say(result.overruled ? `${text}\n${models.overruled(escapeMrkdwn(result.overruled.name))}` : text);
    }
    case "reset": {
      const name = escapeMrkdwn(result.now.name);
      return say(result.for === "channel" ? models.resetForChannel(name) : models.reset(name));
    }
    case "refused":
      return say(result.why === "not_admin" ? models.notAdmin : models.noChannel);
    case "unknown": {
      const text = models.unknown(escapeMrkdwn(capText(result.asked.replaceAll("`", "'"), MOST_ASKED)));
      const near = result.nearest.filter(({ id }) => id.length <= limits.optionValue);
      return near.length > 0
        ? say(`${text}\n${models.nearest}`, [nearestButtons(near, result.for)])
        : say(`${text}\n${models.noneNear}`);
    }
  }
}

/** Of what was typed, this much is repeated. */
const MOST_ASKED = 80;

function nearestButtons(near: ModelChoice[], whom: ChoiceFor): ActionsBlock {
  return {
    type: "actions",
    elements: near.map(({ id, name }, n) => ({
      type: "button",
      action_id: `${CHOOSE}:${whom}:${n}`,
      value: id,
      text: { type: "plain_text", text: capText(name, limits.buttonText) },
    })),
  };
}

/** `*Claude Haiku 5.5* \`claude-haiku-5-5\`` and, below, price, window and speed as far as they are known. */
function modelFacts(choice: ModelChoice, { current, speeds }: Listed, language: Language): string {
  const { models } = words(language);
  const { price, window, retires } = choice;
  const speed = speeds[choice.id];
  const facts = [
    choice.offline && models.offline,
    price && models.price(price.input, price.output),
    window && models.window(tokens(window)),
    speed && models.speed(speed < 10 ? Math.round(speed * 10) / 10 : Math.round(speed)),
    retires && (retires.on ? models.retires(retires.on) : models.retiresSoon),
  ].filter((fact) => fact !== false && fact !== null && fact !== undefined && fact !== 0);
  const name = `${choice.id === current.id ? "✅ " : ""}*${escapeMrkdwn(choice.name)}* \`${escapeMrkdwn(choice.id)}\``;
  return capText([name, facts.join(" · ")].filter(Boolean).join("\n"), limits.sectionText);
}

/** 1000000 → 1M, 200000 → 200K. */
function tokens(count: number): string {
  return count >= 1_000_000 ? `${Math.round(count / 100_000) / 10}M` : `${Math.round(count / 1000)}K`;
}

const section = (text: string) => ({
  type: "section" as const,
  text: { type: "mrkdwn" as const, text, verbatim: true },
});
const context = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text, verbatim: true }],
});
const option = (text: string, value: string): PlainTextOption => ({
  text: { type: "plain_text", text: capText(text, limits.optionText) || capText(value, limits.optionText) },
  value,
});
