import type { Utterance } from "./utterance.ts";

/** What to group by, at most two: "by service and region", "태그(team)별", "tag: env". */
export function groupsOf(said: Utterance): string[] {
  const inBrackets = /태그\s*\([\w.:/-]+\)\s*별/.test(said.text) ? ["tag"] : [];
  const ofType = said.has("cost") && INSTANCE_TYPE.test(said.text) ? ["instance_type"] : [];
  // "인스턴스 유형별" ends as "유형별" does.
  const marked = said.values("group").filter((group) => ofType.length === 0 || group !== "usage_type");
  const charges = asksCharges(said.text) ? ["record_type"] : [];
  const groups = [
    ...pairedGroups(said.text),
    ...categoryOf(said.text),
    ...inBrackets,
    ...ofType,
    ...charges,
    ...marked,
  ].map((group) => (group === "tag" ? `tag:${tagKey(said.text)}` : group));
  const tag = /(?:tag|태그)\s*[:=]\s*([\w.:/-]+)|태그\s+([A-Za-z][\w.:/-]*)\s*별/i
    .exec(said.text)
    ?.slice(1)
    .find(Boolean);
  const named = tag ? [...groups.filter((group) => !group.startsWith("tag")), `tag:${tag}`] : groups;
  return [...new Set(named)].slice(0, 2);
}

/** A cost category that was not named. */
export const NAMELESS = "category:";

const CATEGORY = /(?:비용\s*)?(?:카테고리|범주)\s*별|\b(?:by|per)\s+(?:cost\s+)?categor(?:y|ies)\b/i;
const CATEGORY_NAME =
  /(?:카테고리|범주|categor(?:y|ies))\s*[(:"'`]+\s*([\w.-]+)|categor(?:y|ies)\s+(?!last|this|for|in|by|of|since)([A-Za-z][\w.-]*)|([A-Za-z][\w.-]*)["'`]?\s*(?:비용\s*)?(?:카테고리|범주)/i;

function categoryOf(text: string): string[] {
  if (!CATEGORY.test(text)) return [];
  return [`${NAMELESS}${CATEGORY_NAME.exec(text)?.slice(1).find(Boolean) ?? ""}`];
}

const CHARGES = [/세금|부가세|\btax(?:es)?\b|\bvat\b/i, /크레딧|\bcredits?\b/i, /환불|\brefunds?\b/i];
const APART = /따로|각각|나눠|나누어|구분|얼마|\bapart\b|separate|\beach\b|how much|\bshow\b|보여|알려/i;

/** "세금이랑 크레딧 따로", "how much tax and refunds": what a bill is made of besides use. */
export const asksCharges = (text: string): boolean =>
  CHARGES.filter((words) => words.test(text)).length > 1 &&
  APART.test(text) &&
  !/포함|제외|빼|반영|includ|exclud|without|\bnet\b|with\s/i.test(text);

const INSTANCE_TYPE = /인스턴스\s*(?:유형|타입|종류)\s*(?:별|마다)|\b(?:by|per|and)\s+instance\s+types?\b/i;

const GROUP_WORDS =
  "service|region|account|usage type|instance type|purchase option|availability zone|서비스|리전|계정|인스턴스 유형|구매 옵션|가용 영역";
const GROUPS: Record<string, string> = {
  "usage type": "usage_type",
  "instance type": "instance_type",
  "purchase option": "purchase_type",
  "availability zone": "availability_zone",
  "인스턴스 유형": "instance_type",
  "구매 옵션": "purchase_type",
  "가용 영역": "availability_zone",
  서비스: "service",
  리전: "region",
  계정: "account",
};
const PAIR = new RegExp(
  `(?:by|per)\\s+(${GROUP_WORDS})\\s+(?:and|,)\\s+(?:by\\s+)?(${GROUP_WORDS})|(${GROUP_WORDS})\\s*[,와과및·]\\s*(${GROUP_WORDS})\\s*별`,
  "i",
);

/** "by service and region", "서비스와 리전별": one word of grouping for two. */
function pairedGroups(text: string): string[] {
  const words =
    PAIR.exec(text)
      ?.slice(1)
      .filter((word) => word !== undefined) ?? [];
  return words.map((word) => GROUPS[word.toLowerCase()] ?? word.toLowerCase());
}

/** "by tag Team", "Team 태그별"; teams are what tags mostly tell apart. */
function tagKey(text: string): string {
  const named = /\btags?\s+(?!per\b|by\b)([A-Za-z][\w.:/-]*)|([A-Za-z][\w.:/-]*)\s*태그|태그\s*\(([\w.:/-]+)\)/i.exec(
    text,
  );
  return named?.slice(1).find(Boolean) ?? "team";
}
