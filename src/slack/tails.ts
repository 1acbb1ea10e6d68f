import type { KnownBlock } from "@slack/types";
import type { AnswerFiles } from "../ports/answer-files.ts";
import type { AskStore, OfferedAsk } from "../ports/asks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Language } from "../ports/tools.ts";
import type { Ask, TurnRecord } from "../ports/turn.ts";
import { answerTail } from "./views/answer-tail.ts";
import { evidenceLine } from "./views/evidence-line.ts";

/** What an answer offers to press. Kept in the store before it is shown, so that a press works after a restart. */
export interface Offered {
  kind: OfferedAsk["kind"];
  asks: Ask[];
}

export type TailOf = (
  run: { runId: string; thread: string; language: Language; zone: string },
  state: "waiting" | "answered" | "failed",
  record: TurnRecord,
  offered: Offered | null,
) => KnownBlock[];

/** The blocks under an answer, from the record of its turn and the results its thread keeps. */
export function createTails(deps: { files: Pick<AnswerFiles, "offer">; asks: AskStore; clock: Clock }): TailOf {
  const { files, asks, clock } = deps;
  return ({ runId, thread, language, zone }, state, record, offered) => {
    if (offered)
      asks.offer(offered.asks.map(({ label, ask }, n) => ({ runId, n, thread, kind: offered.kind, label, ask })));
    return answerTail({
      runId,
      language,
      line: evidenceLine(record, { language, zone, now: clock.now(), clockMoved: clock.moved }),
      hasEvidence: record.toolCalls.length > 0 || record.evidence.claims.length > 0,
      offer: state === "waiting" ? { csv: null, chart: null } : files.offer(thread, record),
      asks: state === "answered" ? asks.ofRun(runId) : [],
      feedback: state === "answered" && offered?.kind !== "choice",
    });
  };
}
