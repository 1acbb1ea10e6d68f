import type { Day } from "./calendar.ts";
import type { When } from "./when.ts";

/** `read` gets the asker's today; null when what was matched is no period after all. */
export interface Rule {
  pattern: RegExp;
  read(match: RegExpMatchArray, today: Day): When | null;
}
