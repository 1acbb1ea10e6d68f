import { isNoOrder, namesIn, type ReadOrder } from "./order.ts";

const OF_DATABASE = /\bDB\b|데이터\s*베이스|디비|\bRDS\b|오로라|\baurora\b|\bdatabase\b|-db(?:-\d+)?(?![\w-])/i;
const verbs = [
  ["rds_reboot_database", /재부팅|재시작|리부트|다시\s*시작|\b(?:reboot|restart)\b/i],
  ["rds_stop_database", /중지|정지|멈춰|꺼\s*(?:줘|주)|\b(?:stop|shut down)\b/i],
  ["rds_start_database", /시작|켜\s*(?:줘|주)|기동|\bstart\b/i],
] as const;
const REQUEST =
  /해\s*(?:줘|주|줄|달)|시켜|부탁|(?:줘|주세요|주라)|하자|해라|해$|해\s*[.!?]|(?:중지|정지|시작|재부팅|재시작)\s*[.!]?$|^\s*(?:please |can you |could you )?(?:stop|start|reboot|restart|shut down)\b/i;

/** "orders-db 중지해줘", "restart the database users-db". */
export const databaseOrder: ReadOrder = (text) => {
  if (!OF_DATABASE.test(text) || isNoOrder(text) || !REQUEST.test(text) || /로그|\blogs?\b|알람|\balarm/i.test(text))
    return null;
  const tool = verbs.find(([, verb]) => verb.test(text))?.[0];
  if (!tool) return null;
  const [database] = namesIn(text);
  return database ? { tool, input: { database } } : { tool, input: {}, missing: "target" };
};
