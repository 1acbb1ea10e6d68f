import type { Utterance } from "./utterance.ts";
import type { Mark } from "./words/scan.ts";

/** What comes before an English verb that orders: the beginning of a clause, politeness, a wish. */
const BEFORE_EN =
  /(?:^|[.,;:!?\n—–-]|\b(?:and|then|so|please|pls|plz|you|to|let's|lets|just|now|also|ahead|kindly|must|should|ops|ok|okay|hey|hi))\s*$/i;
/** What comes after an English verb that stands last: "the GPU pair: shut down, please". */
const LAST_EN = /^\s*,?\s*(?:please|pls|plz|now|immediately|asap|right away|thanks|thank you)?[\s.!?]*$/i;
/** "I'd like them stopped". */
const WISHED_EN = /\b(?:like|want|need|get)\b[^.?!\n]*$/i;
/** What follows a Korean noun of doing that is ordered: nothing more, or a request. */
const REQUEST_KO =
  /^(?:을|를|도|만|좀|한번|바로|즉시|당장|\s)*(?:$|[.!?,~)\n]|해|하자|하죠|하세|하십|합시|할래|할게|할까|할\s*수|하고\s*싶|하길|하도록|시켜|시키|부탁|바랍|바람|바래|원해|원합|요청|제안|진행|처리|실행|신청|승인|줘|주|달라|가능|되나|될까)/;
/** Korean verbs that order by their own form. */
const ORDERING_KO = /^(?:꺼|켜|끄|멈춰|내려|세워|살려)/;
/** What makes an instance that was not there: no way of starting one. */
const NEW = /(?:^|\s)(?:새|새로|새로운|추가로|하나\s*더)(?=\s|$)|\b(?:new|another|one more|additional)\b/i;
/** "Launch an instance" makes one; "launch order-api-2" can only start it. */
const LAUNCH = /^(?:launch|spin|띄)/i;
/** "다시 켜", which is a reboot only of what runs. */
export const AGAIN = /다시\s*(?:시작|켜)/;
const ASKS_WHO = /누가|누구|누군|\bwhich (?:user|person)|\bwho(?:m|se)?\b(?! (?:launched|started))/i;
/** Sentences that have these in them are about something else than the power of instances. */
const ELSE = "log, logGroup, trail, alarm, guardduty, finding, chart, csv, howto, negation, deed, history".split(", ");
/** "Stop it" has nothing but such words besides the verb. */
const EMPTY = "verb, filler, followup, thanks, greeting, question, show, only, help, recent".split(", ");

/**
 * Whether a message orders to stop or to start instances. A sentence about such a thing ("who stopped it", "start time",
 * "if we stop it") does not: the verb has to stand as an order does, and nothing else but instances may be meant.
 */
export function powerOrdered(said: Utterance): "stop" | "start" | null {
  if (said.marks.some(({ concept }) => ELSE.includes(concept))) return null;
  if (said.has("verb", "reboot")) return isStartAgain(said) ? "start" : null;
  if (ASKS_WHO.test(said.text) || !ofInstances(said)) return null;
  // "Stop what is idle" asks first of all what is idle.
  if (said.has("savings") && !pointed(said)) return null;
  const verb = said.marks.findLast((mark) => isPower(mark) && isOrder(mark, said.text));
  if (verb?.value === "stop") return "stop";
  if (!verb || NEW.test(said.text)) return null;
  return LAUNCH.test(said.text.slice(verb.start, verb.end)) && !said.has("name") && !said.has("id") ? null : "start";
}

/** "중지된 인스턴스 다시 켜줘": what is off is not rebooted. */
const isStartAgain = (said: Utterance) => said.has("state", "stopped") && AGAIN.test(said.text);

const isPower = ({ concept, value }: Mark) => concept === "verb" && (value === "stop" || value === "start");

/** Which ones is said by name, id or type. */
const pointed = (said: Utterance) => said.has("gpu") || said.has("instanceType") || said.has("id") || said.has("name");

function ofInstances(said: Utterance): boolean {
  if (said.values("service").some((name) => name !== "EC2")) return false;
  if (said.values("thing").some((thing) => thing !== "instance")) return false;
  const named = said.has("thing") || said.has("service") || said.has("region") || said.has("regionId");
  return pointed(said) || named || said.marks.every(({ concept }) => EMPTY.includes(concept));
}

function isOrder({ start, end }: Mark, text: string): boolean {
  const verb = text.slice(start, end);
  const after = text.slice(end);
  // "정지시켜줘" has a "켜줘" in it.
  if (verb.startsWith("켜") && text[start - 1] === "시") return false;
  if (/[가-힣]/.test(verb)) return ORDERING_KO.test(verb) || REQUEST_KO.test(after);
  if (/(?:ed|ing)$/i.test(verb)) return WISHED_EN.test(text.slice(0, start)) && LAST_EN.test(after);
  return BEFORE_EN.test(text.slice(0, start)) || LAST_EN.test(after);
}
