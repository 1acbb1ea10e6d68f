import type { Fill } from "./fill.ts";

/** Calling somebody responsible: the button, the summary they read, and why it did not work. */
export interface HandOverWords {
  call: string;
  confirmTitle: string;
  confirmHere: Fill;
  /** In a direct message the summary leaves it: `channel` is where it goes. */
  confirmThere: Fill<[string, string]>;
  confirmYes: string;
  confirmNo: string;
  /** After the mention of the group; the name is plain. */
  needed: Fill;
  /** The same by the bot itself: whose question it was at its end with. */
  itself: Record<"asked" | "gaveUp", Fill>;
  /** `why`: a sentence. */
  itselfFailed: Fill<[string, string]>;
  asked: string;
  seen: string;
  tried: string;
  nothingSeen: string;
  unfinished: string;
  /** A proposal and what became of it. */
  proposal: Fill<[string, string]>;
  already: string;
  unknownGroup: Fill;
  nowhere: string;
  failed: string;
}
