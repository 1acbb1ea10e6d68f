/** The whole message has to say it: a question that holds these words is a question. */
const FORGET =
  /^(?:please\s+)?(?:forget|delete|erase|wipe|clear)\s+(?:(?:about|everything about|the (?:data|record|history) of|all of)\s+)?(?:this|the)\s+(?:thread|conversation|chat)(?:'s\s+(?:data|history|record))?(?:,?\s*please)?\s*[.!~]*$/i;
const FORGET_KO =
  /^(?:이|지금|요)\s*(?:스레드|쓰레드|대화|채팅)(?:에\s*대한|의)?\s*(?:기록|내용|데이터)?(?:을|를|은|는)?\s*(?:좀|전부|모두|다)?\s*(?:잊어|지워|삭제|없애)(?:\s*(?:버려|해))?(?:\s*(?:줘|줘요|주세요|주십시오|줄래|라))?\s*[.!~]*$/;

/** "forget this thread", "이 스레드 잊어줘": an order about what is kept, and never a question for a model. */
export function asksToForget(text: string): boolean {
  const said = text.normalize("NFC").trim().replace(/\s+/g, " ");
  return FORGET.test(said) || FORGET_KO.test(said);
}
