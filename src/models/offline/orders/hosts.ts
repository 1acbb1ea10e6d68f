import { isNoOrder, namesIn, type Order, type ReadOrder } from "./order.ts";

const checks: readonly (readonly [check: string, words: RegExp])[] = [
  ["journal", /저널|\bjournal(?:ctl)?\b/i],
  ["service_status", /서비스\s*상태|유닛\s*상태|systemctl|systemd|\b(?:service|unit) status\b/i],
  ["processes", /프로세스|\bprocess(?:es)?\b/i],
  ["sockets", /열린\s*포트|리슨|\blisten(?:ing)? ports?\b|\bopen ports on\b/i],
  ["disk", /호스트.*디스크|디스크.*(?:점검|호스트)|\bdf\b|\bdisks? on (?:the )?host\b|\bcheck the disks? (?:of|on)\b/i],
  ["memory", /호스트.*메모리|메모리.*(?:점검|호스트)|\bmemory on (?:the )?host\b|\bcheck the memory (?:of|on)\b/i],
];

const UNITS = [
  /([A-Za-z][\w@.-]*)\s*(?:유닛|서비스|저널)/,
  /\b(?:journal|status) (?:of|for) (?:the )?([A-Za-z][\w@.-]*)/i,
  /(?!the\b|a\b)\b([A-Za-z][\w@.-]*)(?:'s)? (?:journal|service status|unit)/i,
];

/** "order-api-1 프로세스 보여줘", "order-api-1에서 nginx 저널 보여줘", "check the disks of order-api-1". */
export const hostOrder: ReadOrder = (text) => {
  const check = checks.find(([, words]) => words.test(text))?.[0];
  if (!check || isNoOrder(text)) return null;
  const targets = namesIn(text).filter((name) => /-\d+$|^i-/.test(name));
  if (targets.length === 0) return null;
  const order: Order = { tool: "ssm_check_hosts", input: { targets: targets.slice(0, 5), check } };
  if (check !== "journal" && check !== "service_status") return order;
  const name = UNITS.map((way) => way.exec(text)?.[1]).find((one) => one !== undefined && !targets.includes(one));
  return name ? { ...order, input: { ...order.input, unit: name } } : { ...order, missing: "unit" };
};
