import type { Utterance } from "./utterance.ts";

/** Queues of messages are AWS's too; of people there are none in SQS. */
export const ofPeople = (said: Utterance) => !said.has("service", "SQS") && !/\bdlq\b/i.test(said.text);
/** "몇 명 대기", "missed calls": who is counted is a person, or a call of one. */
export const COUNTED = /몇\s*(?:명|분|콜)|how many people|(?<!api )\bcalls?\b/i;
export const inQueues = (concept: "queue" | "waiting" | "caller" | "lost") => (said: Utterance) =>
  said.has(concept) && ofPeople(said);
