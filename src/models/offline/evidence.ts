import { changesAsked } from "./changes-asked.ts";
import { COUNTED, inQueues, ofPeople } from "./contact-words.ts";
import { countsFailures } from "./failure-count.ts";
import { kindAsked } from "./kind-words.ts";
import { readOrder } from "./orders/read-order.ts";
import { asksForPerson } from "./person-words.ts";
import { powerOrdered } from "./power-order.ts";
import { asksCharges } from "./read-groups.ts";
import { roleAsked } from "./role-words.ts";
import { restartsWithin } from "./service-restart.ts";
import type { Intent } from "./slots.ts";
import { asksSlowRequests } from "./slow-words.ts";
import { themeAsked } from "./theme-words.ts";
import type { Utterance } from "./utterance.ts";
import { missingTag } from "./words/missing-tag.ts";

/** Something said that speaks for an intent, or against it, and how much. */
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
  said.has("alarm") ||
  said.has("instanceType") ||
  anyName(said) ||
  said.has("guardduty") ||
  said.has("finding");
/** "차트 만들어줘", "make a graph": words of making that ask for a drawing or a report. */
const makesReport = (said: Utterance) =>
  (said.has("chart") || said.has("csv") || said.has("cost")) &&
  said.values("verb").every((verb) => ["create", "deploy", "start", "stop"].includes(verb));
const orders = (said: Utterance) => said.has("verb") && !done(said) && !makesReport(said) && !said.has("savings");
const ordersReboot = (said: Utterance) =>
  said.has("verb", "reboot") &&
  orders(said) &&
  !said.has("log") &&
  !said.has("trail") &&
  !said.has("howto") &&
  !restartsWithin(said.text) &&
  powerOrdered(said) === null;
const ordersOther = (said: Utterance) =>
  orders(said) && !said.has("verb", "reboot") && !said.has("howto") && powerOrdered(said) === null;
const topical = (said: Utterance) =>
  said.marks.some(
    (m) => !["filler", "show", "question", "followup", "greeting", "thanks", "help", "negation"].includes(m.concept),
  );
/** What was changed at all; of one thing, person or kind of event CloudTrail tells more. */
const asksForChanges = (said: Utterance) =>
  changesAsked(said.text) &&
  !strongName(said) &&
  !["thing", "service", "event", "ip"].some((it) => said.has(it as "thing"));
/** A picture of something is asked for with it; alone, it is a setting. */
const OF_DATA = "cost, thing, service, log, logGroup, error, alarm, guardduty, finding, measure, login, trail".split(
  ", ",
);
const asksForTheme = (said: Utterance) =>
  themeAsked(said.text) !== null && !strongName(said) && !said.marks.some(({ concept }) => OF_DATA.includes(concept));
const superlative = ({ text }: Utterance) => /가장|제일|\bmost\b|largest|biggest|fastest/i.test(text);
const ofServices = (said: Utterance) =>
  said.has("cost") || said.has("service") || /서비스|\bservices?\b/i.test(said.text);
/** "서울과 버지니아 비교": regions are compared, not periods. */
const betweenRegions = (said: Utterance) =>
  said.periods.length < 2 &&
  (said.has("group", "region") || [...said.values("region"), ...said.values("regionId")].length > 1);
const why = (said: Utterance) => said.has("analyze");
/** "order-api 5xx 비율" of a day is a metric; of "the last outage" it belongs to an incident. */
const anyMetric = (said: Utterance) => said.has("measure") && !/장애|outage|incident/i.test(said.text);
const usesRoot = (said: Utterance) => said.has("root") && !said.has("cost");

/** AWS's own names for what it refuses. */
const REFUSED = /access\s*denied|unauthorized\s*operation|권한\s*(?:거부|없음)/i;

/** Only a bill is divided by these. */
const OF_BILL = ["usage_type", "record_type", "purchase_type", "operation", "legal_entity"];

/** What speaks for each intent. The sum, cut at 1, is how sure we are. */
export const EVIDENCE: Partial<Record<Intent, readonly Evidence[]>> = {
  cost: [
    [0.7, has("cost")],
    [0.35, has("group")],
    [0.15, has("service")],
    [0.15, has("rise")],
    [0.1, has("compare")],
    [0.1, has("grain")],
    [0.1, (said) => said.periods.length > 0],
    [0.05, has("credits")],
    [0.7, (said) => asksCharges(said.text)],
    [
      0.6,
      (said) => superlative(said) && /services?|서비스/i.test(said.text) && /돈|비용|expensive|cost/i.test(said.text),
    ],
  ],
  costChange: [
    [0.9, (said) => said.has("cost") && said.has("compare") && !betweenRegions(said)],
    [0.7, (said) => said.has("compare") && OF_BILL.some((group) => said.has("group", group))],
    [0.9, (said) => ofServices(said) && said.has("rise") && (superlative(said) || said.has("compare"))],
    [0.85, (said) => said.has("cost") && said.has("rise") && !why(said)],
  ],
  costCause: [[0.95, (said) => said.has("cost") && said.has("rise") && why(said)]],
  costForecast: [
    [0.65, has("forecast")],
    [0.3, (said) => said.has("forecast") && said.has("cost")],
    [0.3, (said) => said.has("later") && said.has("cost")],
    [0.65, (said) => said.has("later") && said.has("forecast")],
  ],
  costAnomalies: [
    [0.7, (said) => said.has("anomaly") && (said.has("cost") || /비용|cost|spend/i.test(said.text))],
    [0.25, has("anomaly")],
  ],
  costSavings: [
    [0.8, has("savings")],
    [0.1, (said) => said.has("cost") || said.has("thing")],
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
    [0.4, (said) => REFUSED.test(said.text) && asksWho(said)],
    [0.2, has("thing")],
    [0.2, (said) => said.has("gpu") || said.has("instanceType")],
    [0.6, (said) => said.has("ip") && !said.has("login") && !said.has("cost")],
    [0.35, (said) => roleAsked(said.text) !== undefined],
    [0.6, (said) => REFUSED.test(said.text) && !said.has("log") && !said.has("error") && !said.has("login")],
    [0.15, has("service")],
    [0.15, strongName],
    [0.1, (said) => said.periods.length > 0],
  ],
  logins: [
    [0.85, has("login")],
    [0.9, has("event", "ConsoleLogin")],
    [0.65, has("noMfa")],
    [0.9, (said) => usesRoot(said) && !said.has("verb") && !said.has("change")],
    [0.1, has("failed")],
    [0.05, has("who")],
  ],
  guardduty: [
    [0.9, has("guardduty")],
    [0.65, has("finding")],
    [0.4, has("severity")],
    [0.6, has("distribution", "severity")],
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
    [0.6, (said) => said.has("log") && said.has("forever")],
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
    [0.2, (said) => said.has("service", "EC2") && (strongName(said) || said.has("state") || said.has("distribution"))],
    [0.3, has("distribution", "state")],
    [0.2, has("group", "region")],
  ],
  resources: [
    [0.85, (said) => kindAsked(said) !== null],
    [0.75, (said) => (said.has("untagged") || missingTag(said.text) !== null) && !said.has("cost")],
    [0.45, has("resource")],
    [0.2, (said) => said.has("untagged") && said.has("resource")],
    [0.2, has("list")],
    [0.2, (said) => said.has("resource") && said.has("show")],
  ],
  alarms: [
    [0.8, has("alarm")],
    [0.1, (said) => said.has("ringing") || said.has("status") || said.has("list")],
    [0.75, (said) => said.has("ringing") && said.has("service", "CloudWatch")],
  ],
  metrics: [
    [0.7, (said) => said.has("measure") || countsFailures(said)],
    [0.2, (said) => anyName(said) || said.has("id")],
  ],
  contacts: [
    [0.85, (said) => said.has("callCentre") && ofPeople(said)],
    [0.45, (said) => said.has("service", "Connect") && !said.has("cost") && !said.has("change") && !asksWho(said)],
    [0.4, inQueues("queue")],
    [0.4, inQueues("waiting")],
    [0.3, inQueues("caller")],
    [0.4, inQueues("lost")],
    [0.35, (said) => (said.has("lost") || said.has("waiting")) && COUNTED.test(said.text) && ofPeople(said)],
  ],
  outage: [
    [0.9, (said) => said.has("outage") && (why(said) || (said.has("chart") && !anyMetric(said)))],
    [0.6, (said) => said.has("failed") && why(said) && strongName(said) && !said.has("login") && !said.has("log")],
    [0.1, (said) => said.periods.length > 0 && why(said)],
  ],
  outOfMemory: [[0.95, has("oom")]],
  slowRequests: [[0.95, (said) => asksSlowRequests(said.text)]],
  changes: [[0.95, asksForChanges]],
  reboot: [[0.95, ordersReboot]],
  stop: [[0.95, (said) => powerOrdered(said) === "stop"]],
  start: [[0.95, (said) => powerOrdered(said) === "start"]],
  order: [[1, (said) => readOrder(said.text) !== null]],
  theme: [[0.95, asksForTheme]],
  handOver: [[0.95, (said) => asksForPerson(said.text)]],
  past: [
    [0.95, has("recall")],
    [0.95, (said) => said.has("recallCause") && (why(said) || said.has("outage") || said.has("error"))],
  ],
  forbidden: [
    [0.95, (said) => orders(said) && restartsWithin(said.text)],
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
