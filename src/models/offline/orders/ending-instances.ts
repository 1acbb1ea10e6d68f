import { isNoOrder, namesIn, type ReadOrder } from "./order.ts";

const SNAPSHOT = /스냅\s*샷\s*(?:을\s*)?(?:만들|생성|찍|떠)|\b(?:snapshot|make a snapshot of|take a snapshot of)\b/i;
const TERMINATE =
  /종료\s*(?:\(삭제\)\s*)?(?:해|시켜|부탁)|터미네이트|(?:인스턴스|서버)\s*(?:를\s*)?(?:삭제해|지워)|(?:삭제해|지워)\s*줘?.*인스턴스|\bterminate\b|\bdelete (?:the )?(?:ec2 )?instances?\b/i;

/** "coupon-batch-old 종료해줘", "coupon-batch-old 스냅샷 만들어줘", "terminate coupon-batch-old". */
export const endingOrder: ReadOrder = (text) => {
  if (isNoOrder(text) || /-db(?![\w])|데이터\s*베이스|\bRDS\b|database/i.test(text)) return null;
  const tool = SNAPSHOT.test(text) ? "ec2_snapshot_instances" : TERMINATE.test(text) ? "ec2_terminate_instances" : null;
  if (!tool) return null;
  const targets = namesIn(text).slice(0, 5);
  if (targets.length > 0) return { tool, input: { targets } };
  // Deleting is never asked back for: who means it says what.
  return tool === "ec2_snapshot_instances" ? { tool, input: {}, missing: "target" } : null;
};
