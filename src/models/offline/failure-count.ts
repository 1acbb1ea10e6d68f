import type { Utterance } from "./utterance.ts";

/** "order-api 5xx 몇 건이야?": responses are counted, nobody asks for a cause. */
export const countsFailures = (said: Utterance): boolean =>
  /\b5xx/i.test(said.text) &&
  /몇\s*(?:건|개|번|회)|건수|개수|횟수|how many|number of|\bcount\b/i.test(said.text) &&
  !said.has("analyze");
