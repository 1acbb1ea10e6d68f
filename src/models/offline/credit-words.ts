import { asksCharges } from "./read-groups.ts";
import type { Utterance } from "./utterance.ts";

const LEFT_OUT =
  /(?:크레딧|환불)(?:\s*[·,/와과및이랑하고]*\s*(?:크레딧|환불))?\s*[은는을를도]?\s*(?:제외|빼|뺀|없이|미포함|말고)|(?:without|exclud\w+|except|before|ignoring|not\s+including)\s+(?:any\s+|the\s+)?(?:credits?|refunds?)|\bgross\b/i;
const NET = /순\s*(?:비용|지출|액)|\bnet\b/i;

/** Whether credits and refunds are to be counted in: the net cost; null where nothing is said of them. */
export function creditsAsked(said: Utterance): boolean | null {
  if (LEFT_OUT.test(said.text)) return false;
  return said.has("credits") || asksCharges(said.text) || NET.test(said.text) ? true : null;
}
