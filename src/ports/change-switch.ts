import type { Person } from "./directory.ts";
import type { Language } from "./tools.ts";

/** Why nothing may be changed now. */
export interface Stop {
  /** Name of who threw the switch; null: not known. */
  by: string | null;
  why: string | null;
  /** Milliseconds since the epoch; null: not known. */
  at: number | null;
  /** Where it was thrown, and where alone it can be turned back: in Slack, at the machine, or in opsthread.yaml. */
  from: "slack" | "machine" | "rules";
}

/** The switch as it is kept: it is read at every proposal, click and start, and needs neither Slack nor the database. */
export interface StopFile {
  /** Null: changes may go on. What is there and cannot be read stops as well. */
  read(): Stop | null;
  /** On disk when it returns. */
  write(stop: Stop): void;
  /** False, and nothing is turned back, when it is not this stop that holds any more. */
  lift(stop: Stop): boolean;
}

export type SwitchRefusal =
  | "not_enabled"
  | "not_allowed"
  | "guest"
  | "inactive"
  /** Of another workspace. */
  | "stranger"
  | "lookup_failed"
  /** It is as wanted already. */
  | "stopped_already"
  | "not_stopped"
  /** Thrown at the machine or in the rules, so it is turned back there. */
  | "not_from_here"
  | "no_reason";

export interface SwitchRequest {
  to: "stopped" | "allowed";
  /** Of Slack's envelope, never of a text. */
  user: { id: string; team: string };
}

export type SwitchAnswer =
  | { kind: "may"; person: Person; stop: Stop | null }
  /** `people`: who could, where somebody can. */
  | { kind: "refused"; why: SwitchRefusal; people: string[]; stop: Stop | null };

/** All changes off and on again, by a person in Slack. */
export interface ChangeSwitch {
  /** Null: changes may go on. */
  stop(): Stop | null;
  /** Whether this person could turn it so now. Changes nothing. */
  mayTurn(request: SwitchRequest): Promise<SwitchAnswer>;
  /** `told`: resolves once threads and channels have heard of it. Throws when it cannot be put on record. */
  turn(
    request: SwitchRequest & { why: string | null },
  ): Promise<{ kind: "turned"; told: Promise<void> } | Extract<SwitchAnswer, { kind: "refused" }>>;
}

/** A turn of the switch, as it is told. */
export interface SwitchTurned {
  /** Null: changes may go on again. */
  stop: Stop | null;
  /** Who turned it back and why; of a stop they stand in it. */
  by: string | null;
  why: string | null;
  /** Of who turned it. */
  language: Language;
}
