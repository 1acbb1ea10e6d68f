import type { Frame } from "./frame.ts";
import type { Intent, Slots } from "./slots.ts";
import type { Utterance } from "./utterance.ts";

/** What may stand beside "why" and "who" where nothing else is asked for. */
const BESIDE = ["analyze", "who", "question", "filler", "followup", "show"];
/** Their answers say why and by whom. */
const WITH_CAUSE: readonly (Intent | null)[] = ["costCause", "outage", "outOfMemory"];
const OF_COST: readonly (Intent | null)[] = ["cost", "costChange", "costForecast", "costAnomalies"];

/** "왜?", "who did it?" after an answer: what made that cost rise, of a part of the bill how it changed, else the cause again. */
export function causeAsked(said: Utterance, { intent, slots }: Frame): { intent: Intent; slots: Slots } | null {
  const bare = said.unknown.length === 0 && said.marks.every(({ concept }) => BESIDE.includes(concept));
  if (!bare || !intent || said.periods.length > 0 || !(said.has("analyze") || said.has("who"))) return null;
  if (WITH_CAUSE.includes(intent)) return { intent, slots };
  if (!OF_COST.includes(intent) || !said.has("analyze") || slots.regions || slots.without) return null;
  const { when, against, account, services } = slots;
  return {
    intent: services ? "costChange" : "costCause",
    slots: {
      ...(when && { when }),
      ...(against && { against }),
      ...(account && { account }),
      ...(services && { services }),
    },
  };
}
