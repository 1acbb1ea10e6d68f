const PERSON_KO = /담당자|당직(?:자)?|온콜|on-?\s?call|책임자|사람\s*(?:좀|을)|사람한테|사람에게|엔지니어/i;
const CALL_KO =
  /불러|부를|호출|연결해|연결\s*부탁|바꿔\s*(?:줘|주)|넘겨|알려\s*(?:줘|주)|연락해|연락\s*부탁|찾아\s*(?:줘|주)|깨워/;
const NOT_KO = /(?:부르|호출하|연결하|연락하|알리|넘기|깨우)지\s*(?:마|말)|(?:누구|언제|몇)/;
const CALL_EN =
  /\b(?:call|page|ping|get|fetch|bring in|wake|notify|contact|alert|escalate(?: this)? to|hand(?: this| it)?(?: over)? to|need|talk to|connect me (?:to|with))\b/i;
const PERSON_EN =
  /\bon[- ]?call\b|\b(?:person|engineer|someone|somebody) on duty\b|\ba (?:human|person|real person|human being)\b|\bsomeone (?:real|from the team)\b|\bduty engineer\b/i;
const NOT_EN = /\b(?:don'?t|do not|no need to|never|who(?:'s| is)|when|why)\b/i;

/** Whether a person asks, in their own words, that somebody responsible be called: "담당자 불러줘", "page the on-call". */
export function asksForPerson(text: string): boolean {
  if (PERSON_KO.test(text) && CALL_KO.test(text)) return !NOT_KO.test(text);
  return CALL_EN.test(text) && PERSON_EN.test(text) && !NOT_EN.test(text);
}
