import type { Slots } from "./slots.ts";
import type { Utterance } from "./utterance.ts";

const PLANS = /savings?\s*plan|세이빙/i;
const RESERVATIONS = /예약|reserv|\bRIs?\b/i;
const USED = /사용률|활용률|이용률|utili[sz]|unused|미사용|안\s*쓴|쓰지\s*않은/i;

/** Which report on commitments: what the plans cover where nothing else is said. */
export function reportOf(said: Utterance): Pick<Slots, "report"> {
  if (!said.has("savings", "commitments")) return {};
  if (RESERVATIONS.test(said.text) && !PLANS.test(said.text)) return { report: "reservation_coverage" };
  return USED.test(said.text) ? { report: "savings_plans_utilization" } : {};
}
