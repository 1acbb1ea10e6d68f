import type { Stop } from "../../ports/change-switch.ts";
import type { Language } from "../../ports/tools.ts";
import { stamp } from "../text/time.ts";
import { words } from "../text/words.ts";

/** By whom, when and why all changes are stopped: plain, to be escaped. */
export function stopLine({ by, at, why }: Stop, { language, zone }: { language: Language; zone: string }): string {
  return words(language).changeSwitch.stopped(by, at === null ? null : stamp(at, zone, language), why);
}
