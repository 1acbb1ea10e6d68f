import { isNoOrder, namesIn, type ReadOrder } from "./order.ts";

const PAIR = /(?<![\w./:=-])([A-Za-z][\w.:/@-]*)=("[^"]*"|[^\s,]+?)(?=[\s,]|$|[을를로으라])/g;
const LISTED =
  /여기(?:에|서)|(?:이|그|위|위의)\s*(?:목록|결과|것|리소스)|전부|모두|다\s*(?:붙|달)|그것들|이것들|\b(?:all of (?:them|these)|them|these|this list|those)\b/i;
const ADD = /붙여|달아|추가|설정|지정|붙이|\b(?:tag|add|set|put)\b/i;
const REMOVE = /제거|떼|삭제|지워|빼|없애|\b(?:remove|delete|drop|take off)\b/i;

/** A cost by tag is asked for, not a change of tags; a key such as cost-center is none. */
const OF_COST = /비용|요금|지출|\b(?:costs?|spend(?:ing)?|spent)\b(?![-\w])/i;

/** "order-api-2에 team=order 태그 붙여줘", "tag these with cost-center=4711", "order-api-2에서 team 태그 제거해줘". */
export const tagOrder: ReadOrder = (text) => {
  if (!/태그|\btags?\b/i.test(text) || isNoOrder(text)) return null;
  const pairs = [...text.matchAll(PAIR)].map(([, key = "", value = ""]) => [key, value.replaceAll('"', "")] as const);
  if (pairs.length === 0 && OF_COST.test(text)) return null;
  const listed = LISTED.test(text);
  const resources = namesIn(text).filter((name) => !pairs.some(([key, value]) => name === key || name === value));
  const target = listed && resources.length === 0 ? { listed: true as const } : {};
  const noTarget = resources.length === 0 && !listed ? { missing: "target" as const } : {};
  if (REMOVE.test(text)) {
    const name = pairs[0]?.[0] ?? keyIn(text);
    const rest = resources.filter((one) => one !== name);
    if (!name) return { tool: "tags_remove", input: { resources: rest }, missing: "tag" };
    return { tool: "tags_remove", input: { resources: rest, keys: [name] }, ...target, ...noTarget };
  }
  if (!ADD.test(text)) return null;
  if (pairs.length === 0)
    return /붙여|달아|\btag\b.*\bwith\b/i.test(text)
      ? { tool: "tags_add", input: { resources }, missing: "tag" }
      : null;
  return { tool: "tags_add", input: { resources, tags: Object.fromEntries(pairs) }, ...target, ...noTarget };
};

/** "team 태그", "the tag team", "the team tag". */
function keyIn(text: string): string | undefined {
  const ways = [
    /([A-Za-z][\w.:/@-]*)\s*태그/,
    /\btag\s+(?!from\b|on\b|off\b)([A-Za-z][\w.:/@-]*)/i,
    /([A-Za-z][\w.:/@-]*)\s+tag\b/i,
  ];
  return ways.map((way) => way.exec(text)?.[1]).find((key) => key !== undefined && !/^(?:the|a|this)$/i.test(key));
}
