import { EMPTY_FRAME, type Frame } from "./frame.ts";
import { type Decision, interpret } from "./interpret.ts";
import type { At } from "./periods/move.ts";
import { isPower } from "./power.ts";
import { namedInstances, type PeriodOf, recall, shownOf } from "./recall.ts";
import type { Slots } from "./slots.ts";
import type { Turn } from "./transcript.ts";
import { readUtterance } from "./utterance.ts";
import type { Scan } from "./words/scan.ts";

/** Further back nothing is inherited. */
const MOST_TURNS = 30;

/**
 * Goes through the conversation from its first turn to the newest: each message is understood in the light of the ones
 * before, and what was really asked of the tools overrules what the words alone would mean today.
 */
export function follow(
  turns: Turn[],
  deps: { at: At; scan: (text: string) => Scan; accounts: string[]; periodOf: PeriodOf },
): { decision: Decision; frame: Frame } {
  const understand = (turn: Turn, frame: Frame) =>
    interpret(readUtterance(turn.text, deps.at, deps.scan), frame, deps.accounts, deps.at);
  const newest = turns.at(-1)!;
  const frame = turns.slice(-MOST_TURNS, -1).reduce((before, turn) => {
    const named = namedInstances(turn);
    const instances = named.length > 0 ? named : before.instances;
    return { ...after(before, understand(turn, before), turn, deps.periodOf), instances };
  }, EMPTY_FRAME);
  return { decision: understand(newest, frame), frame };
}

function after(before: Frame, decision: Decision, turn: Turn, periodOf: PeriodOf): Omit<Frame, "instances"> {
  const asked = recall(turn.calls, periodOf);
  const looked = lookedUp(turn.calls);
  if (asked && !onlyListsGroups(turn, decision)) {
    const wording = decision.kind === "act" ? decision.slots : {};
    const slots = {
      ...(wording.verb && { verb: wording.verb }),
      ...(wording.thing && { thing: wording.thing }),
      ...asked.slots,
    };
    // What a question before had found is not what one that failed has.
    const failed = turn.calls.every(({ result }) => result?.failed);
    const dataset = looked ?? asked.dataset ?? (failed ? null : before.dataset);
    // Our own way through several tools is known by the question, not by one of its calls.
    const own = decision.kind === "act" && turn.calls.every(({ id }) => id.startsWith("plan_")) ? decision : null;
    if (own && own.intent !== asked.intent) {
      const when = asked.slots.when ?? own.slots.when;
      // An order that looked for its targets and proposed nothing has asked which ones are meant.
      const asks = isPower(own.intent);
      return { intent: own.intent, slots: { ...own.slots, ...(when && { when }) }, dataset, asked: asks };
    }
    // A tag is asked for together with the record types, which nobody named.
    const groupBy = own?.intent === "cost" && own.slots.groupBy;
    return { ...asked, slots: { ...unseen(own), ...slots, ...(groupBy && { groupBy }) }, dataset, asked: false };
  }
  if (looked) return { ...before, dataset: looked };
  if (decision.kind === "ask") return { ...before, intent: decision.intent, slots: decision.slots, asked: true };
  if (decision.kind === "act" && !["chart", "csv", "theme", "handOver"].includes(decision.intent)) {
    const dataset = shownOf(turn.calls) ?? before.dataset;
    const asked = ["logErrors", "slowRequests"].includes(decision.intent);
    return { intent: decision.intent, slots: decision.slots, dataset, asked };
  }
  return before;
}

/** Tools of questions about one thing: what they gave is what "as CSV" means then. */
const LOOKED_UP = new Set([
  "inventory_describe",
  "guardduty_explain_finding",
  "logs_context",
  "dashboards_read",
  "trail_changes",
]);

function lookedUp(calls: Turn["calls"]): Frame["dataset"] {
  const last = calls.findLast(({ result }) => result?.handle);
  return last?.result?.handle && LOOKED_UP.has(last.name) ? { handle: last.result.handle, tool: last.name } : null;
}

/** What a question named and no call of it carries. */
function unseen(decision: Extract<Decision, { kind: "act" }> | null): Slots {
  const { services, without, top, distribution, instanceType, forever, severity } = decision?.slots ?? {};
  return {
    // All services are asked for and some shown: the one paid answer serves what is asked next.
    ...(services && decision?.intent === "cost" && { services }),
    ...(without && { without }),
    ...(top && { top }),
    ...(distribution && { distribution }),
    ...(instanceType && { instanceType }),
    ...(forever && { forever }),
    // Not of findings: which end of the metrics is looked for.
    ...(severity && decision?.intent === "metrics" && { severity }),
  };
}

/** Log groups were listed only to ask which one is meant. */
const onlyListsGroups = (turn: Turn, decision: Decision) =>
  decision.kind === "act" &&
  decision.intent === "logErrors" &&
  turn.calls.every(({ name }) => name === "logs_list_groups");
