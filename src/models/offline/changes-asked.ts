const WHAT_KO = /뭐가|뭐 ?뭐|무엇이|무엇을|뭘|무슨|어떤|변경\s*(?:사항|내역)/;
const CHANGED_KO = /바뀌|바뀐|바뀜|변경\s*(?:됐|된|되|했|한|사항|내역)/;
const WHAT_EN = /\bwhat(?:'s| is| was| were| has| have| got| did| changes?)\b|\bwhich changes?\b/i;
const CHANGED_EN = /\bchang(?:ed?|es)\b/i;
/** The way of a change through a card. */
const APPROVED =
  /승인\s*(?:내역|이력|기록|된\s*(?:변경|작업|것)|받은\s*(?:변경|작업))|(?:봇|네|너)(?:이|가)?\s*(?:바꾼|변경한|실행한)|\bapproved changes?\b|\bapproval (?:history|log)\b|\bchanges? (?:you|the bot) made\b|\bwho approved\b|누가\s*(?:(?:뭘|뭐를?|무엇을|어떤\s*(?:변경|작업)을?)\s*)?승인|\bwhat (?:was|were|got|has been) approved\b/i;

/** Whether the record of approved changes is asked for: "what was changed this week and by whom?", "승인 내역 보여줘". */
export function changesAsked(text: string): boolean {
  if (/CloudTrail|클라우드\s?트레일|비용|cost|spend/i.test(text)) return false;
  return (
    APPROVED.test(text) ||
    (WHAT_KO.test(text) && CHANGED_KO.test(text)) ||
    (WHAT_EN.test(text) && CHANGED_EN.test(text))
  );
}
