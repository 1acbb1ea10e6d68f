import type { Intent } from "./slots.ts";
import type { Utterance } from "./utterance.ts";

export interface Guess {
  intent: Intent;
  /** 0 to 1. */
  confidence: number;
}

type Evidence = readonly [weight: number, holds: (said: Utterance) => boolean];

const has =
  (concept: Parameters<Utterance["has"]>[0], value?: string) =>
  (said: Utterance): boolean =>
    said.has(concept, value);
const asksWho = (said: Utterance) => said.has("who") || said.has("deed") || said.has("history");
const done = (said: Utterance) => said.past || asksWho(said);
const strongName = (said: Utterance) => said.has("id") || said.marks.some((m) => m.concept === "name" && m.strong);
const anyName = (said: Utterance) => strongName(said) || said.has("name");
const aboutSomething = (said: Utterance) =>
  said.has("thing") ||
  said.has("service") ||
  said.has("log") ||
  said.has("logGroup") ||
  said.has("error") ||
  anyName(said) ||
  said.has("guardduty") ||
  said.has("finding");
/** "차트 만들어줘", "make a graph": words of making that ask for a drawing or a report. */
const makesReport = (said: Utterance) =>
  (said.has("chart") || said.has("csv") || said.has("cost")) &&
  said.values("verb").every((verb) => ["create", "deploy", "start", "stop"].includes(verb));
const orders = (said: Utterance) => said.has("verb") && !done(said) && !makesReport(said);
const ordersReboot = (said: Utterance) =>
  said.has("verb", "reboot") && orders(said) && !said.has("log") && !said.has("trail") && !said.has("howto");
const ordersOther = (said: Utterance) => orders(said) && !said.has("verb", "reboot") && !said.has("howto");
const topical = (said: Utterance) =>
  said.marks.some(
    (m) => !["filler", "show", "question", "followup", "greeting", "thanks", "help", "negation"].includes(m.concept),
  );

/** What speaks for each intent, and how much. The sum, cut at 1, is how sure we are. */
const EVIDENCE: Partial<Record<Intent, readonly Evidence[]>> = {
  cost: [
    [0.7, has("cost")],
    [0.35, has("group")],
    [0.15, has("service")],
    [0.15, has("rise")],
    [0.1, has("compare")],
    [0.1, has("grain")],
    [0.1, (said) => said.periods.length > 0],
    [0.05, has("credits")],
  ],
  trail: [
    [0.6, has("trail")],
    [0.7, has("event")],
    [0.45, has("who")],
    [0.45, has("deed")],
    [0.6, (said) => said.has("root") && !said.has("login")],
    [0.3, (said) => said.has("verb") && done(said)],
    [0.3, has("change")],
    [0.2, (said) => said.past && (said.has("verb") || said.has("change") || said.has("deed"))],
    [0.25, has("history")],
    [0.2, has("thing")],
    [0.25, has("ip")],
    [0.15, has("service")],
    [0.15, strongName],
    [0.1, (said) => said.periods.length > 0],
  ],
  logins: [
    [0.85, has("login")],
    [0.9, has("event", "ConsoleLogin")],
    [0.1, has("failed")],
    [0.05, has("who")],
  ],
  guardduty: [
    [0.9, has("guardduty")],
    [0.65, has("finding")],
    [0.4, has("severity")],
  ],
  logErrors: [
    [0.4, has("error")],
    [0.35, has("log")],
    [0.15, has("analyze")],
    [0.25, (said) => anyName(said) || said.has("path")],
    [0.05, has("recent")],
  ],
  logGroups: [
    [0.8, has("logGroup")],
    [0.4, has("retention")],
    [0.3, (said) => said.has("log") && (said.has("list") || said.has("retention"))],
    [0.1, has("list")],
  ],
  instances: [
    [0.4, (said) => said.has("thing", "instance") && !orders(said)],
    [0.3, has("state")],
    [0.35, has("status")],
    [0.25, strongName],
    [0.2, has("list")],
    [0.2, (said) => said.has("service", "EC2")],
    [0.2, (said) => said.has("thing", "instance") && said.has("show")],
  ],
  reboot: [[0.95, ordersReboot]],
  forbidden: [
    [0.5, ordersOther],
    [0.45, (said) => ordersOther(said) && aboutSomething(said)],
  ],
  notYet: [
    [0.75, has("metric")],
    [0.75, has("later")],
    [0.25, (said) => said.has("later") && said.has("cost")],
  ],
  help: [
    [0.9, (said) => said.has("help") && !topical(said)],
    [0.4, has("help")],
  ],
  howto: [
    [0.75, (said) => said.has("howto") && (said.has("verb") || said.has("change"))],
    [0.25, (said) => said.has("howto") && said.has("verb")],
  ],
  greeting: [[0.7, (said) => said.has("greeting") && !topical(said)]],
  thanks: [[0.7, (said) => said.has("thanks") && !topical(said)]],
  nothing: [[1, (said) => said.has("negation") && (said.has("verb") || !topical(said))]],
};

/** Words that carry no meaning of their own do not make a message better known. */
const EMPTY = new Set<string>(["filler", "show", "question", "followup", "only"]);
const DOUBT = 0.84;

/** All intents with some evidence, surest first. More unknown words than known ones cast doubt on all of them. */
export function guess(said: Utterance): Guess[] {
  const known = said.marks.filter((m) => !EMPTY.has(m.concept) && m.concept !== "name").length + said.periods.length;
  const strange = said.unknown.length + said.marks.filter((m) => m.concept === "name" && !m.strong).length;
  const factor = strange >= Math.max(known, 1) ? DOUBT : 1;
  return Object.entries(EVIDENCE)
    .map(([intent, evidence]) => {
      const sum = evidence.reduce((total, [weight, holds]) => total + (holds(said) ? weight : 0), 0);
      return { intent: intent as Intent, confidence: Math.round(Math.min(1, sum) * factor * 100) / 100 };
    })
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence);
}
