import type { Place } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import type { TurnRecord } from "../ports/turn.ts";
import type { StatusLine } from "./live/status-line.ts";

export interface TurnEnding {
  runId: string;
  state: "waiting" | "answered" | "failed";
  record: TurnRecord;
  /** A person wants no more of it. */
  stopped: boolean;
  /** What follows from the end may stand in Slack already. */
  again: boolean;
}

export interface WriterRun {
  runId: string;
  /** Names what is played of the run, the same whenever it is played again: the question, or the going on after a decision. */
  leg: string;
  /** It goes on after a decision: a change may have been made. */
  afterDecision: boolean;
  /** Something of it may stand in Slack already, whatever is written down of that. */
  again: boolean;
  thread: string;
  place: Place;
  recipient: string;
  language: Language;
  /** Of what stands around the answer. */
  locale: Language;
  zone: string;
  status: StatusLine;
  /** Why the turn ends before its time, once it does. */
  ending: () => Ending | null;
  /** Slack says that a person pressed its Stop button. */
  stopped: () => void;
}

/** `stopped`: a person wants no more of it. `withdrawn`: the question was deleted. */
export type Ending = { kind: "stopped"; by: string | null } | { kind: "withdrawn" };
