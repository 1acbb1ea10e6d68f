import type { SwitchRefusal } from "../../ports/change-switch.ts";
import type { Fill } from "./fill.ts";

/** Texts of the switch for all changes. What is filled in is plain; whoever makes markup of it escapes it. */
export interface ChangeSwitchWords {
  /** "by whom, when, why"; null: not known. */
  stopped: Fill<[by: string | null, at: string | null, why: string | null]>;
  /** Where alone a stop is turned back. */
  turnedBackAt: Record<"slack" | "machine" | "rules", string>;
  /** On an open card. */
  onCard: Fill<[stopped: string]>;
  stop: string;
  allow: string;
  /** Seen by who said the words alone: what the button does. */
  offerStop: string;
  offerAllow: Fill;
  stopTitle: string;
  stopText: Fill<[open: number]>;
  allowTitle: string;
  allowText: Fill;
  why: string;
  whyHint: string;
  yesStop: string;
  yesAllow: string;
  no: string;
  /** Told to who turned it. */
  doneStop: Fill<[open: number]>;
  doneAllow: string;
  /** Told in threads with open requests, and in the log channel. */
  toldStop: Fill<[by: string | null, why: string | null]>;
  toldAllow: Fill<[by: string | null, why: string | null]>;
  refused: Record<SwitchRefusal, Fill<[people: string]>>;
  /** Under a line of the log channel. `head`: of the audit. */
  auditHead: Fill;
  /** It could not be done. */
  failed: string;
}
