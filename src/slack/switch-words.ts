import type { SwitchRequest } from "../ports/change-switch.ts";

/** As a whole message; a question that holds these words is a question. What follows a colon is the reason. */
const WHY = /\s*(?::|：|—|사유는|because)\s*(?<why>\S.*)$/su;
const PATTERNS: [SwitchRequest["to"], RegExp][] = [
  [
    "allowed",
    /^(?:please )?(?:allow|resume|re-?enable|enable|unfreeze|permit|turn on) (?:all |the )?changes(?: (?:again|back on))?$/i,
  ],
  ["allowed", /^(?:please )?(?:turn|switch) (?:all |the )?changes (?:back )?on(?: again)?$/i],
  [
    "stopped",
    /^(?:please )?(?:stop|halt|freeze|pause|disable|block|turn off) (?:(?:all|any|every|the) )*changes?(?: (?:now|at once|immediately|everywhere))?$/i,
  ],
  ["stopped", /^(?:please )?(?:turn|switch) (?:all |the )?changes off(?: now)?$|^no more changes$|^kill ?switch$/i],
  [
    "allowed",
    /^(?:(?:모든|전체|전부) )?변경(?:을|은)? ?(?:작업(?:을|은)? ?)?(?:다시 ?)?(?:(?:중지|정지|금지|동결|차단)(?:를|을)? ?(?:해제|풀어|취소)|허용|재개|시작|켜|열어)(?:해|시켜)? ?(?:줘|줘요|주세요|주십시오|줄래)?$/u,
  ],
  [
    "stopped",
    /^(?:지금 )?(?:(?:모든|전체|전부) )?변경(?:을|은)? ?(?:작업(?:을|은)? ?)?(?:(?:전부|모두|다|당장|즉시) ?)?(?:중지|정지|중단|금지|동결|차단|멈춰|막아)(?:해|시켜)? ?(?:줘|줘요|주세요|주십시오|줄래)?$/u,
  ],
];

/** "stop all changes", "변경 중지: 배포 동결": an order to the switch, and never a question for a model. */
export function asksToTurnChanges(text: string): { to: SwitchRequest["to"]; why: string | null } | null {
  const said = text.normalize("NFC").trim().replace(/\s+/gu, " ");
  const why = WHY.exec(said);
  const order = (why ? said.slice(0, why.index) : said).replace(/[.!~,]+$/u, "").replace(/,? please$/i, "");
  const found = PATTERNS.find(([, pattern]) => pattern.test(order));
  return found ? { to: found[0], why: why?.groups?.why ?? null } : null;
}
