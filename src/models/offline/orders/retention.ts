import { isNoOrder, type ReadOrder } from "./order.ts";

const UNIT_DAYS: readonly (readonly [RegExp, number])[] = [
  [/(\d+)\s*(?:일|days?\b)/i, 1],
  [/(\d+)\s*(?:개월|달|months?\b)/i, 30],
  [/(\d+)\s*(?:년|years?\b)/i, 365],
];

/** "/haneul/web 보존 기간 90일로 설정해줘", "keep the logs of /haneul/web for 90 days". */
export const retentionOrder: ReadOrder = (text) => {
  if (!/보존|\bretention\b|\bkeep\b.*\blogs?\b/i.test(text) || isNoOrder(text)) return null;
  const days = UNIT_DAYS.flatMap(([words, factor]) => {
    const found = words.exec(text)?.[1];
    return found ? [Number(found) * factor] : [];
  })[0];
  const groups = [...text.matchAll(/(?<![\w./-])\/[\w./#-]+/g)].map(([group]) => group).slice(0, 5);
  const ordered = /설정|지정|바꿔|정해|해\s*줘|해\s*주|로\s*$|\b(?:set|keep|limit|change)\b/i.test(text);
  if (!ordered || (days === undefined && groups.length === 0)) return null;
  if (groups.length === 0) return { tool: "logs_set_retention", input: {}, missing: "target" };
  return days === undefined
    ? { tool: "logs_set_retention", input: { groups }, missing: "days" }
    : { tool: "logs_set_retention", input: { groups, days } };
};
