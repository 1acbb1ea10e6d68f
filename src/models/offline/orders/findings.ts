import { isNoOrder, type ReadOrder } from "./order.ts";

const OF_FINDING = /탐지\s*결과|가드\s*듀티|guard\s*duty|\bfindings?\b/i;
const BACK = /보관\s*(?:을\s*)?(?:해제|취소)|\bun-?archive\b/i;
const ARCHIVE = /보관\s*(?:해|처리|시켜|부탁)|아카이브\s*(?:해|처리)|\barchive\b/i;

/** "GuardDuty 탐지 결과 16d9b3f8 보관해줘", "unarchive finding 16d9b3f8". */
export const findingOrder: ReadOrder = (text) => {
  if (!OF_FINDING.test(text) || isNoOrder(text)) return null;
  const tool = BACK.test(text)
    ? "guardduty_unarchive_findings"
    : ARCHIVE.test(text)
      ? "guardduty_archive_findings"
      : null;
  if (!tool) return null;
  const ids = [...text.matchAll(/(?<![\w-])(?=[0-9a-f]*\d)[0-9a-f]{6,32}(?![\w-])/gi)].map(([id]) => id.toLowerCase());
  return ids.length > 0
    ? { tool, input: { findings: [...new Set(ids)].slice(0, 5) } }
    : { tool, input: {}, missing: "finding" };
};
