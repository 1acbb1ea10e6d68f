import { isNoOrder, namesIn, type Order, type ReadOrder } from "./order.ts";

const checks: readonly (readonly [check: string, words: RegExp])[] = [
  ["journal", /저널|\bjournal(?:ctl)?\b/i],
  [
    "service_status",
    /(?:서비스|유닛|데몬)\s*상태|systemctl|systemd|\b(?:service|unit) status\b|\bstatus of \S+ on\b|-\d+(?:에서|의)?\s+[a-z][\w@.-]*\s*상태|\bis \S+ (?:running|up|alive|active) on\b/i,
  ],
  ["processes", /프로세스|\bprocess(?:es)?\b|\bwhat(?:'s| is) running on\b/i],
  ["sockets", /열린\s*포트|리슨|\blisten(?:ing)? ports?\b|\bopen ports on\b/i],
  [
    "disk",
    /(?:호스트|서버).*디스크|디스크.*(?:점검|확인|호스트|찼)|디스크\s*(?:어때|봐|보여)|\bdf\b|\bdisks?(?: space)? (?:of|on)\b|\bcheck .*\bdisks?\b/i,
  ],
  [
    "memory",
    /(?:호스트|서버).*메모리|메모리.*(?:점검|확인|호스트)|\bmemory on (?:the )?host\b|\bcheck (?:the )?memory (?:of|on)\b/i,
  ],
];

/** A figure over time is a metric, which needs nobody's approval. */
const MEASURED =
  /사용률|사용량|이용률|추이|추세|그래프|차트|지표|지난|최근\s*\d+\s*(?:일|주)|어제|알람|\b(?:usage|utili[sz]ation|percent|trend|graph|chart|plot|metrics?|last|past|over|yesterday|alarms?|rate|i\/?o|iops)\b|%/i;

/** Databases and what else is no host one could log in to. */
const NO_HOST = /-(?:db|cache|redis|asg|tg|alb|nlb|queue)\b|^db-/i;

const UNITS = [
  /([A-Za-z][\w@.-]*)\s*(?:유닛|서비스|데몬|저널)/,
  /\b(?:journal|status) (?:of|for) (?:the )?([A-Za-z][\w@.-]*)/i,
  /\bis ([A-Za-z][\w@.-]*) (?:running|up|alive|active) on\b/i,
  /(?!the\b|a\b)\b([A-Za-z][\w@.-]*)(?:'s)? (?:journal|service status|unit)/i,
  /([A-Za-z][\w@.-]*)\s*상태/,
];

/** A host's place in a sentence, where its name alone could be that of anything. */
const PLACED = [
  /([A-Za-z][A-Za-z0-9-]+)\s*(?:서버|호스트|인스턴스)(?![A-Za-z0-9가-힣]*\s*(?:목록|비용))/,
  /([A-Za-z][A-Za-z0-9-]+)(?:에서|의)?\s*(?:디스크|메모리|프로세스)/,
  /\b(?:of|on) (?:the )?(?:host |server |instance )?([A-Za-z][A-Za-z0-9-]+)(?: host| server| instance)?\s*(?:[?.!]|$|since\b)/i,
];
const NO_PLACE = /^(?:the|a|an|host|server|instance|it|them|that|this|all|ec2|rds|ecs|ebs|aws|disk|disks|memory)$/i;

/** "order-api-1 프로세스 보여줘", "bastion 서버 디스크 확인해줘", "disk of bastion?", "is nginx running on web-3?". */
export const hostOrder: ReadOrder = (text) => {
  const check = checks.find(([, words]) => words.test(text))?.[0];
  if (!check || isNoOrder(text.replace(/\bhow (?:full|busy)\b/gi, ""))) return null;
  if ((check === "disk" || check === "memory") && MEASURED.test(text)) return null;
  const targets = hostsIn(text);
  if (targets.length === 0) return null;
  const order: Order = { tool: "ssm_check_hosts", input: { targets: targets.slice(0, 5), check } };
  if (check !== "journal" && check !== "service_status") return order;
  const since = check === "journal" ? sinceIn(text) : {};
  const name = UNITS.map((way) => way.exec(text)?.[1]).find((one) => one !== undefined && !targets.includes(one));
  const input = { ...order.input, ...since };
  return name ? { ...order, input: { ...input, unit: name } } : { ...order, input, missing: "unit" };
};

function hostsIn(text: string): string[] {
  const numbered = namesIn(text).filter((name) => /-\d+$|^i-/.test(name));
  if (numbered.length > 0) return numbered;
  const placed = PLACED.flatMap((way) => way.exec(text)?.[1] ?? []).filter((name) => !NO_PLACE.test(name));
  return placed.filter((name) => !NO_HOST.test(name)).slice(0, 1);
}

const UNIT_SIGNS: Readonly<Record<string, string>> = { 분: "m", 시간: "h", 일: "d", minute: "m", hour: "h", day: "d" };

/** From when on, and how many lines. */
function sinceIn(text: string): { since?: string; lines?: number } {
  const ago = /(?:최근|지난|last|past)\s*(\d{1,3})\s*(분|시간|일|minute|hour|day)/i.exec(text);
  const day = /어제|\byesterday\b/i.test(text) ? "yesterday" : /오늘|\btoday\b/i.test(text) ? "today" : null;
  const since = ago ? `-${ago[1]}${UNIT_SIGNS[(ago[2] ?? "").toLowerCase()]}` : day;
  const lines = Number(/(\d{1,3})\s*(?:줄|lines?\b)/i.exec(text)?.[1] ?? 0);
  return { ...(since ? { since } : {}), ...(lines > 0 && lines <= 500 ? { lines } : {}) };
}
