/** An instance, as it is called: by a number at the end of its name, or by its id. A region is none. */
const HOST = String.raw`(?![a-z]{2}-[a-z]+-\d\b)(?:[a-z][\w-]*-\d+|i-[0-9a-f]{8,17})\b`;
const PART = String.raw`(?!${HOST}|it\b|them\b|(?:host|server|instance|machine)s?\b)[a-z][\w.@-]*`;

const EN = new RegExp(
  String.raw`\b(?:restart|reboot|bounce)\s+(?:the\s+)?${PART}(?:\s+(?:service|daemon|process|unit))?\s+on\s+(?:the\s+)?(?:(?:host|server|instance)\s+)?${HOST}`,
  "i",
);
const KO = new RegExp(
  String.raw`${HOST.replace(/\\b$/, "")}(?:에서|에|의)\s*${PART}\s*(?:서비스|데몬|프로세스|유닛)?(?:을|를|만|도)?\s*(?:재시작|재기동|다시\s*시작|리스타트)`,
  "i",
);

/** "restart nginx on order-api-1", "order-api-1에서 nginx 재시작해줘": of something on a host, which is no reboot of it. */
export const restartsWithin = (text: string): boolean => EN.test(text) || KO.test(text);
