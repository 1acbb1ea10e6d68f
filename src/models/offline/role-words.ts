const NAMED = "([A-Za-z][\\w+=,.@/-]{2,63})";
/** Apart from each other: "used role Deploy" holds a name on one side only. */
const PATTERNS = [
  `\\broles?\\s+(?:named\\s+|called\\s+)?${NAMED}`,
  `${NAMED}\\s+role(?![\\w-])`,
  `${NAMED}\\s*(?:역할|롤)(?!백)`,
  `(?:역할|롤)\\s*${NAMED}`,
].map((source) => new RegExp(source, "i"));
/** Words around a role that name none. */
const COMMON =
  /^(?:(?:in|on|by|of|the|this|that|which|what|who|was|were|is|are|did|has|any|an?|iam|new|and|or|for|to|from|with|changes?|changed|created?|deleted?|used?|policy|policies|last|yesterday|today)|aws)$/i;

/** The role whose calls are asked for: "who used role DeployRole", "OpsthreadRead 역할로 한 일". */
export function roleAsked(text: string): string | undefined {
  if (/만든|생성|삭제|지운|추가|created?\b|deleted?\b|attach|변경|수정/i.test(text)) return undefined;
  const found = PATTERNS.flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  return found.find((name) => !COMMON.test(name))?.replace(/[.,]+$/, "");
}
