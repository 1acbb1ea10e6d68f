import { causeAsked } from "./cause-asked.ts";
import { reportNext } from "./commitment-words.ts";
import { findingKind } from "./finding-words.ts";
import { type Frame, inherit, refines } from "./frame.ts";
import { type Guess, guess } from "./intents.ts";
import { dayIn } from "./periods/calendar.ts";
import { type At, asDays, moved, ownStep } from "./periods/move.ts";
import { dayAway, weekAway, wholeMonthAway } from "./periods/spans.ts";
import type { When } from "./periods/when.ts";
import { isPower } from "./power.ts";
import { AGAIN } from "./power-order.ts";
import { readSlots } from "./read-slots.ts";
import { ANSWERED, type Intent, type Manner, type Slots } from "./slots.ts";
import type { Utterance } from "./utterance.ts";

/** From here on we act. */
const ACT = 0.6;
/** From here on we ask which of the likely things was meant; below we decline with examples. */
const ASK = 0.3;
/** Enough where nothing else is likely. */
const ALONE = 0.45;
/** Two intents this close to each other are not told apart. */
const CLOSE = 0.1;

export type Decision =
  | { kind: "act"; intent: Intent; slots: Slots; manner: Manner; confidence: number }
  | {
      kind: "ask";
      about: "target" | "which" | "chart" | "csv";
      candidates: Intent[];
      intent: Intent | null;
      slots: Slots;
    }
  | { kind: "say"; about: Intent | "unclear"; slots: Slots };

/** Decides what one message asks for, after what was said before. */
export function interpret(said: Utterance, frame: Frame, accounts: string[], at: At): Decision {
  const { slots: raw, manner } = readSlots(said, accounts);
  const guesses = guess(said);
  const best = guesses[0];
  const sure = best !== undefined && best.confidence >= ACT;

  if (sure && !ANSWERED.includes(best.intent)) return { kind: "say", about: best.intent, slots: raw };
  const rivals = sure ? guesses.filter((g) => rivalOf(best, g)) : [];
  if (rivals.length > 1)
    return ask(
      "which",
      rivals.map((g) => g.intent),
      null,
      raw,
    );

  const still = sure && best.intent !== "instances" ? null : pointedAt(said, frame, raw);
  if (still) return { kind: "act", intent: "instances", slots: { names: still }, manner, confidence: 0.8 };

  const report = reportNext(said, frame);
  if (report) return { kind: "act", intent: "costSavings", slots: report, manner, confidence: 0.8 };

  // "And the 5xx?" after a metric is its rate, where alone it would be an outage.
  const rate = frame.intent === "metrics" && !raw.measures && said.has("outage") && /5xx/i.test(said.text);
  if (rate) raw.measures = ["5xx rate"];

  const attack = frame.intent === "guardduty" && !raw.findingType && !sure ? findingKind(said.text) : undefined;
  if (attack) raw.findingType = attack;

  const cause = causeAsked(said, frame);
  if (cause) return { kind: "act", ...cause, manner, confidence: 0.8 };

  const follow = followed(said, frame, raw, manner, sure ? best : undefined);
  const intent = follow?.intent ?? (sure ? turnedOn(best.intent, said, frame) : null);
  if (!intent) return unsure(said, guesses, frame, raw, manner);

  const kept = follow
    ? inherit(intent, frame.slots, raw)
    : frame.intent === null && frame.asked
      ? { ...frame.slots, ...raw }
      : raw;
  const when = settle(kept.when, follow ? frame.slots.when : undefined, at);
  if (when === "future") return { kind: "say", about: "notYet", slots: kept };
  const slots: Slots = { ...kept };
  delete slots.when;
  if (when) slots.when = when;
  if (isPower(intent) && !slots.names?.length && !isDescribed(slots)) {
    if (frame.instances.length === 0) return ask("target", [], intent, slots);
    slots.names = [...frame.instances];
  }
  return { kind: "act", intent, slots, manner, confidence: follow?.confidence ?? best?.confidence ?? 0 };
}

/** "다시 켜줘" after a stop: not a reboot. */
const turnedOn = (intent: Intent, { text }: Utterance, frame: Frame): Intent =>
  intent === "reboot" && frame.intent === "stop" && AGAIN.test(text) ? "start" : intent;

/** Which instances can be looked up by what was said of them. */
const isDescribed = ({ instanceType, regions, state, every, user }: Slots) =>
  Boolean(instanceType || regions || state || every || user);

/** So few are looked up one by one. */
const MOST_POINTED = 5;
const POINTING = /\b(?:they|them|those|these|it|still)\b|그것|그거|걔네|그\s*(?:인스턴스|서버)|아직|여전히/i;

/** "Are they still running?": the instances that the last answer named, in whatever state they are now. */
function pointedAt(said: Utterance, { instances }: Frame, { names, regions, instanceType }: Slots): string[] | null {
  if (instances.length === 0 || instances.length > MOST_POINTED || said.periods.length > 0) return null;
  if (names || regions || instanceType || said.has("list") || said.values("thing").some((it) => it !== "instance"))
    return null;
  return (said.has("state") || said.has("status")) && POINTING.test(said.text) ? [...instances] : null;
}

const rivalOf = (best: Guess, other: Guess) =>
  ANSWERED.includes(other.intent) && other.confidence >= ACT && best.confidence - other.confidence < CLOSE;

const ask = (
  about: "target" | "which" | "chart" | "csv",
  candidates: Intent[],
  intent: Intent | null,
  slots: Slots,
): Decision => ({
  kind: "ask",
  about,
  candidates,
  intent,
  slots,
});

/** Whether the message carries on what the conversation was about, and how sure that is. */
function followed(said: Utterance, frame: Frame, slots: Slots, manner: Manner, own: Guess | undefined): Guess | null {
  const { intent } = frame;
  if (!intent || !ANSWERED.includes(intent)) return null;
  // A change is never repeated by half a sentence: only the answer to "which one?" carries it on.
  if (intent === "order" || (isPower(intent) && !frame.asked)) return null;
  const relative = said.periods.some((p) => p.when.kind === "shift");
  if (own && own.intent !== intent) return null;
  if (own && !relative && !said.has("followup")) return null;
  const turned = turnedTo(intent, slots, manner);
  if (!turned && !refines(intent, slots)) return null;
  const marked = relative || said.has("followup") || said.has("only") || frame.asked;
  const confidence = (own ? 0.8 : 0.7) + (marked ? 0.1 : 0) - 0.12 * said.unknown.length;
  return confidence >= ACT ? { intent: turned ?? intent, confidence } : null;
}

/** "Compared with last week?" after a cost, "only EC2" after what changed: the same days, asked in another way. */
function turnedTo(intent: Intent, { services, groupBy, without }: Slots, { compare }: Manner): Intent | null {
  if (intent === "cost") return compare ? "costChange" : null;
  const ofCost = intent === "costCause" || intent === "costChange" || intent === "costForecast";
  return ofCost && (services || without || (groupBy && intent !== "costChange")) ? "cost" : null;
}

function unsure(said: Utterance, guesses: Guess[], frame: Frame, slots: Slots, manner: Manner): Decision {
  if (manner.chart && frame.dataset && said.unknown.length <= 1) {
    return { kind: "act", intent: "chart", slots: {}, manner, confidence: 0.8 };
  }
  if (manner.csv && frame.dataset && said.unknown.length <= 1) {
    return { kind: "act", intent: "csv", slots: {}, manner, confidence: 0.8 };
  }
  const likely = guesses.filter((g) => g.confidence >= ASK + 0.1 * said.unknown.length && g.intent !== "help");
  if (manner.chart && likely.length === 0) return ask("chart", [], null, slots);
  if (manner.csv && likely.length === 0) return halfCompared(frame, manner) ?? ask("csv", [], null, slots);
  if (likely[0]?.intent === "forbidden") return { kind: "say", about: "unclear", slots };
  const candidates = likely.filter((g) => ANSWERED.includes(g.intent)).map((g) => g.intent);
  const [only, ...others] = candidates;
  const known = likely.find(({ intent }) => intent === only)?.confidence ?? 0;
  // One thing that it can mean is no question worth asking back.
  if (only && others.length === 0 && known >= ALONE && !isPower(only) && only !== "order")
    return { kind: "act", intent: only, slots, manner, confidence: known };
  if (candidates.length > 0) return ask("which", candidates.slice(0, 3), null, slots);
  const bare = bareSubject(said, slots);
  return bare ? ask("which", bare, null, slots) : { kind: "say", about: "unclear", slots };
}

/** The file of a comparison that is not whole yet has the period that was read, which its question has paid for. */
function halfCompared({ intent, slots: { when, groupBy, account } }: Frame, manner: Manner): Decision | null {
  if (intent !== "costChange" || !when) return null;
  const slots: Slots = { when, ...(groupBy && { groupBy }), ...(account && { account }) };
  return { kind: "act", intent: "cost", slots, manner, confidence: 0.8 };
}

/** A service, a name or a period alone says what it is about, but not what is asked. */
function bareSubject(said: Utterance, slots: Slots): Intent[] | null {
  if (said.unknown.length > 0) return null;
  if (slots.services) return ["cost", "trail"];
  if (said.marks.some((m) => m.concept === "name" && m.strong) || said.has("id"))
    return ["instances", "logErrors", "trail"];
  return slots.when && said.marks.length <= 3 ? ["cost", "trail"] : null;
}

/** A period counted from another one needs that one; without it the words mean "counted from today". */
function settle(when: When | undefined, before: When | undefined, at: At): When | "future" | undefined {
  if (when?.kind !== "shift") return when;
  const base = before ? asDays(before, at) : null;
  if (base) return moved(base, when.by, when.unit === "span" ? ownStep(base) : when.unit, false);
  if (when.by > 0) return "future";
  const today = dayIn(at.now, at.zone);
  if (when.unit === "month") return wholeMonthAway(today, when.by);
  return when.unit === "day" ? dayAway(today, when.by) : weekAway(today, when.by);
}
