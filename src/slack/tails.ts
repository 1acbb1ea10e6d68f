import type { KnownBlock } from "@slack/types";
import type { AnswerFiles } from "../ports/answer-files.ts";
import type { AskStore, OfferedAsk } from "../ports/asks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { HandOverStore } from "../ports/hand-over.ts";
import type { Place } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import type { Ask, FailureCode, TurnRecord } from "../ports/turn.ts";
import { type AtEnd, type OnCall, offeredCall } from "./at-end.ts";
import { withoutRepeats } from "./repeated-asks.ts";
import { answerTail } from "./views/answer-tail.ts";
import { evidenceLine } from "./views/evidence-line.ts";
import { pastLinks, pastThreads } from "./views/past-links.ts";

/** What an answer offers to press. Kept in the store before it is shown, so that a press works after a restart. */
export interface Offered {
  kind: OfferedAsk["kind"];
  asks: Ask[];
}

export type TailOf = (
  run: {
    runId: string;
    thread: string;
    place: Pick<Place, "isDm">;
    language: Language;
    locale: Language;
    zone: string;
  },
  state: "waiting" | "answered" | "failed",
  record: TurnRecord,
  offered: Offered | null,
  /** How a question failed; null for what did not, and for a command. */
  code: FailureCode | null,
) => KnownBlock[];

/** The blocks under an answer, from the record of its turn and the results its thread keeps. */
export function createTails(deps: {
  files: Pick<AnswerFiles, "offer">;
  asks: AskStore;
  handOvers: HandOverStore;
  /** Null: nobody can be called. */
  onCall: OnCall | null;
  atEnd: AtEnd;
  datasets: Pick<Datasets, "read">;
  /** Address of the workspace, with a slash at its end. */
  home: () => string;
  clock: Clock;
}): TailOf {
  const { files, asks, handOvers, onCall, atEnd, datasets, home, clock } = deps;

  /**
   * Offered by the bot's own tool, and whenever it is at its end; there it calls by itself where it has looked at
   * anything that somebody could go on with. Who stopped it wants nobody called.
   */
  const callOffered = (runId: string, isDm: boolean, failed: boolean, code: FailureCode | null, looked: boolean) => {
    const call = onCall && offeredCall(onCall, isDm);
    if (!call || code === "stopped") return null;
    if (failed) handOvers.offer(runId, clock.now());
    if (code !== null && looked && atEnd(runId, code)) return null;
    const offer = handOvers.find(runId);
    return offer?.calledBy === null ? call : null;
  };

  return ({ runId, thread, place, language, locale, zone }, state, record, offered, code) => {
    const hasEvidence =
      record.toolCalls.some(({ dataset, error }) => dataset !== null || error !== null) ||
      record.evidence.datasets.length + record.evidence.claims.length > 0;
    const offer =
      state === "waiting" || offered?.kind === "choice" ? { csv: null, chart: null } : files.offer(thread, record);
    if (offered) {
      const own = offered.kind === "choice" ? offered.asks : withoutRepeats(offered.asks, offer, hasEvidence);
      asks.offer(own.map(({ label, ask }, n) => ({ runId, n, thread, kind: offered.kind, label, ask })));
    }
    const links = { language, zone, home: home(), threads: pastThreads(thread, record, datasets) };
    const tail = answerTail({
      runId,
      locale,
      line: evidenceLine(record, { language, zone, now: clock.now(), clockMoved: clock.moved }),
      hasEvidence,
      offer,
      asks: state === "answered" ? asks.ofRun(runId) : [],
      call: callOffered(runId, place.isDm, state === "failed", code, record.toolCalls.length > 0),
      feedback: state === "answered" && offered?.kind !== "choice",
    });
    return [...pastLinks(links), ...tail];
  };
}
