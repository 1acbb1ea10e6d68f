import { taintOf } from "../approvals/taint.ts";
import { asksForPerson } from "../models/offline/person-words.ts";
import type { Clock } from "../ports/clock.ts";
import type { HandOverStore } from "../ports/hand-over.ts";
import type { RunStore } from "../ports/runs.ts";
import type { AtEnd, OnCall } from "../slack/at-end.ts";
import type { RequestHandOver } from "../thread-tools/hand-over.ts";

/**
 * What comes of a model's wish for somebody responsible. The person's own words call at once. The model alone calls
 * within bounds, as long as nobody else could have put it there; what leaves a direct message waits for a press.
 */
export function createRequestHandOver(deps: {
  runs: Pick<RunStore, "get">;
  handOvers: Pick<HandOverStore, "offer" | "find" | "call">;
  onCall: OnCall | null;
  atEnd: AtEnd;
  clock: Clock;
}): RequestHandOver {
  const { runs, handOvers, onCall, atEnd, clock } = deps;
  return (runId, reads) => {
    const run = runs.get(runId);
    handOvers.offer(runId, clock.now());
    if (handOvers.find(runId)?.calledBy) return "called";
    if (!run || run.place.isDm) return "offered";
    if (asksForPerson(run.input.text))
      return handOvers.call(runId, run.input.asker.id, clock.now()) ? "called" : "offered";
    if (onCall?.atEnd !== "call") return "offered";
    if (taintOf(reads).length > 0) return "strangers";
    return atEnd(runId, "asked") ? "called" : "lately";
  };
}
