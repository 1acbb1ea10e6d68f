import type { Frame } from "./frame.ts";
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

const COVERED = /적용률|커버리지|coverage|cover(?:ed|s)?\b/i;
/** What a share of use may be of instead. */
const ELSE = /cpu|memory|메모리|disk|디스크|network|네트워크/i;

/** "And the utilization?" after a report on commitments; null where it is about something else. */
export function reportNext(said: Utterance, { intent, slots }: Frame): Slots | null {
  if (intent !== "costSavings" || slots.savings !== "commitments" || ELSE.test(said.text)) return null;
  if (said.has("name") || said.has("id") || said.has("service") || said.unknown.length > 1) return null;
  const report = RESERVATIONS.test(said.text)
    ? "reservation_coverage"
    : USED.test(said.text)
      ? "savings_plans_utilization"
      : COVERED.test(said.text)
        ? "savings_plans_coverage"
        : null;
  return report && { ...slots, report };
}
