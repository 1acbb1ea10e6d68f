import type { Slots } from "./slots.ts";
import type { Utterance } from "./utterance.ts";

/** Words for an attack, and the part of GuardDuty's types that tells it; the first that is said counts. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\bssh\b/i, "SSH"],
  [/\brdp\b/i, "RDP"],
  [/brute|무차별/i, "BruteForce"],
  [/bitcoin|crypto|mining|비트\s*코인|코인|채굴|마이닝/i, "Bitcoin"],
  [/port\s*(?:scan|probe|sweep)|포트\s*(?:스캔|탐색)/i, "Port"],
  [/\btor\b|토르/i, "Tor"],
  [/c&c|\bc2\b|command and control|명령\s*(?:및|과|\/)?\s*제어/i, "C&C"],
  [/exfiltrat|유출/i, "Exfiltration"],
];
const ABOUT_EN = /\b(?:on|of|for|about|against)\s+(?:the\s+)?([A-Za-z][\w.-]*)/i;
const ABOUT_KO = /([A-Za-z][\w.-]*)\s*(?:에서|에|의|관련|인스턴스|서버|탐지|위협|가드|guardduty)/i;

/** The kind of attack that is named; after findings its name alone says which are meant. */
export const findingKind = (text: string): string | undefined => KINDS.find(([pattern]) => pattern.test(text))?.[1];

/** Which findings are meant: of a kind of attack, or about one thing. */
export function readFinding(said: Utterance): Pick<Slots, "findingType" | "findingOn"> {
  if (!said.has("guardduty") && !said.has("finding")) return {};
  const type = findingKind(said.text);
  const names = said.marks.filter(({ concept }) => concept === "name" || concept === "id");
  const pointed = [ABOUT_EN.exec(said.text)?.[1], ABOUT_KO.exec(said.text)?.[1]];
  const on = names.find(
    ({ value, strong, concept }) =>
      !KINDS.some(([pattern]) => pattern.test(value)) && (strong || concept === "id" || pointed.includes(value)),
  )?.value;
  return { ...(type && { findingType: type }), ...(on && { findingOn: on }) };
}
