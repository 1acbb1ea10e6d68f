import { capText } from "../../../redaction/clean-text.ts";
import type { Language } from "../../ports/tools.ts";
import { words } from "./words.ts";

/** Why a call gave no result: its code in words; as it is where nobody has put it into words yet. */
export const callFailure = (code: string, language: Language): string =>
  words(language).live.callFailed[code] ?? capText(code, 300);
