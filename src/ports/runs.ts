import type { ToolCallRecord, TurnInput, TurnRecord } from "./turn.ts";

export type RunState = "running" | "waiting" | "answered" | "failed";

/** Where a turn's answer goes in Slack; opaque to the agent. */
export interface Place {
  channel: string;
  /** Root ts of the thread. */
  threadTs: string;
  team: string;
  isDm: boolean;
}

/** A turn as it was asked, so that it can be gone on with after an approval or a restart. */
export interface RunRow {
  runId: string;
  input: Omit<TurnInput, "text"> & { text: string };
  place: Place;
  state: RunState;
  record: TurnRecord | null;
}

export interface RunStore {
  /** Idempotent: the row of an earlier process is kept. Gives true when the run is new. */
  begin(run: Omit<RunRow, "state" | "record">, now: number): boolean;
  get(runId: string): RunRow | null;
  /** The newest of a thread, oldest first. */
  ofThread(thread: string, most: number): RunRow[];
  /** Those that have not ended, by what answers them. */
  running(modelId: string): RunRow[];
  /** What a turn has called for so far, its end or not. */
  callsOf(runId: string): ToolCallRecord[];
  /** When it was asked, milliseconds since the epoch. */
  startedAt(runId: string): number | null;
  /** Written before the last message is posted: what the turn rests on, should the process die before its end is written. */
  ending(runId: string, record: TurnRecord): void;
  /** `said`: the answer, where no transcript holds it. */
  end(runId: string, state: "waiting" | "answered" | "failed", record: TurnRecord, now: number, said?: string): void;
  /** A turn that broke and is not tried again has failed, whatever its record says. */
  giveUp(runId: string, now: number): void;
  /** True when the person's words of this run are in the transcript already. */
  hasMessages(runId: string): boolean;
}

/** What became visible in Slack for a run. `open`: begun, not known to be complete. */
export interface Post {
  runId: string;
  kind: "answer" | "picture" | "card";
  key: string;
  channel: string;
  ts: string | null;
  state: "open" | "done" | "void";
}

export interface PostStore {
  save(post: Post, now: number): void;
  find(runId: string, kind: Post["kind"], key: string): Post | null;
  ofRun(runId: string): Post[];
  knowsTs(channel: string, ts: string): boolean;
}
