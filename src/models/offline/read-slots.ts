import { reportOf } from "./commitment-words.ts";
import { creditsAsked } from "./credit-words.ts";
import { countsFailures } from "./failure-count.ts";
import { readFinding } from "./finding-words.ts";
import { asksPublic, kindAsked } from "./kind-words.ts";
import { launcherOf, orderSlots } from "./order-slots.ts";
import { readOrder } from "./orders/read-order.ts";
import type { When } from "./periods/when.ts";
import { powerOrdered } from "./power-order.ts";
import { groupsOf } from "./read-groups.ts";
import { actorOf, isCertain, namesOf, PERCENTILE } from "./read-names.ts";
import { roleAsked } from "./role-words.ts";
import type { Manner, Slots } from "./slots.ts";
import { themeAsked } from "./theme-words.ts";
import type { Utterance } from "./utterance.ts";
import { missingTag } from "./words/missing-tag.ts";
import type { Mark } from "./words/scan.ts";
import { EVENT_SOURCES, EVENTS } from "./words/trail-names.ts";

/** Everything the message names, without deciding yet what it asks for. `accounts`: names known from the tools. */
export function readSlots(said: Utterance, accounts: string[]): { slots: Slots; manner: Manner } {
  const without = excluded(said);
  const main = mainPeriod(said);
  const groupBy = groupsOf(said);
  const kind = kindAsked(said);
  const grain = said.values("grain")[0] as Slots["grain"] | undefined;
  const services = said.values("service").filter((name) => !without.includes(name));
  const regions = [...said.values("region"), ...said.values("regionId")].filter((name) => !without.includes(name));
  const account = accounts.find((name) => said.text.toLowerCase().includes(name.toLowerCase()));
  const severity = said.values("severity");
  const paths = said.values("path");
  const order = readOrder(said.text);
  const ordered = powerOrdered(said) !== null || said.has("verb", "reboot");
  const all = namesOf(said, without).filter((name) => name !== account);
  const who = said.has("root") ? "root" : ordered ? launcherOf(said, all) : actorOf(said, all);
  const role = ordered ? undefined : roleAsked(said.text);
  const names = ordered ? all.filter((name) => name !== who) : all.filter((name) => name !== role);
  const instanceType = said.values("instanceType")[0] ?? (said.has("gpu") ? "gpu" : undefined);
  const withoutTag = missingTag(said.text) ?? (said.has("untagged") && !said.has("cost") ? "owner" : null);
  const top = topOf(said.text);
  const several = severity.length > 1 ? "severity" : undefined;
  const distribution = said.values("distribution")[0] ?? several;
  const measures = measuresOf(said);
  const credits = creditsAsked(said);
  const statistic = said.values("name").find((name) => PERCENTILE.test(name));
  const resource = names.find((name) => name !== who && isCertain(said, name));
  const verb = said.values("verb")[0] ?? (said.has("change") ? "change" : undefined);
  const thing = thingOf(said);
  const events = [...said.values("event"), ...eventsOf(thing, said)];
  const source = services.map((name) => EVENT_SOURCES[name]).find((name) => name !== undefined);

  const slots: Slots = {
    ...(main && { when: main }),
    ...(groupBy.length > 0 ? { groupBy } : new Set(regions).size > 1 && said.has("cost") && { groupBy: ["region"] }),
    ...(grain && { grain }),
    ...(services.length > 0 && { services }),
    ...(regions.length > 0 && { regions: [...new Set(regions)] }),
    ...(account && { account }),
    ...(credits !== null && { credits }),
    ...((said.has("recall") || said.has("recallCause")) && { about: said.text }),
    ...((said.has("rise") || (said.has("analyze") && said.has("cost"))) && { causes: true }),
    ...(events.length > 0 && { events: [...new Set(events)] }),
    ...(verb && { verb }),
    ...(thing && { thing }),
    ...(who && who !== role && { user: who }),
    ...(role && { role }),
    ...(resource && { resource }),
    ...(source && { source }),
    ...(said.has("ip") && { ip: said.values("ip")[0]! }),
    ...((said.has("failed") || REFUSED.test(said.text)) && { errorsOnly: true }),
    ...(REFUSED.test(said.text) && { error: "AccessDenied" }),
    ...(said.has("change") && { writesOnly: true }),
    ...(severity.length > 0 && !several && { severity: severity[0]! }),
    ...(said.has("archived") && { archived: true }),
    ...readFinding(said),
    ...(kind && { kind }),
    ...(kind === "bucket" && asksPublic(said) && { open: true }),
    ...(names.length > 0 && { service: names[0]!, names }),
    ...(paths.length > 0 && { logGroups: paths }),
    ...(said.has("state") && { state: said.values("state")[0]! }),
    ...(instanceType && { instanceType }),
    ...(measures.length > 0 && { measures }),
    ...(statistic && measures.length > 0 && { statistic: statistic.toLowerCase() }),
    ...(said.has("savings") && { savings: said.values("savings")[0]! }),
    ...reportOf(said),
    ...(withoutTag && { withoutTag }),
    ...(said.has("later") && { later: true }),
    ...(said.has("forever") && { forever: true }),
    ...(VOLUME.test(said.text) && said.has("logGroup") && { volume: true }),
    ...(NO_DATA.test(said.text) && said.has("alarm") && { alarmState: "INSUFFICIENT_DATA" }),
    ...((distribution || said.has("group", "region")) && { distribution: distribution ?? "region" }),
    ...(top && { top }),
    ...(said.has("ringing") && !RANG.test(said.text) && { ringing: true }),
    ...(said.has("alarm") && RANG.test(said.text) && { rang: true }),
    ...(without.length > 0 && { without }),
    ...(ordered && orderSlots(said)),
    ...(order && { order }),
    ...((said.has("callCentre") || said.has("queue") || said.has("caller")) && { queue: said.text }),
    ...(said.has("lost") && { lost: true }),
    ...((said.has("noMfa") || (/\bmfa\b/i.test(said.text) && said.has("login"))) && { noMfa: true }),
  };
  const baseline = baselineOf(said, main);
  const theme = themeAsked(said.text);
  return {
    slots,
    manner: {
      ...(baseline && { baseline }),
      compare: said.has("compare") || said.has("rise"),
      chart: said.has("chart"),
      csv: said.has("csv"),
      ...(theme && { theme }),
    },
  };
}

const REFUSED = /access\s*denied|unauthorized\s*operation/i;
const VOLUME = /volume|ingest|incoming|로그\s*(?:양|량|볼륨)|수집량|쌓이/i;
/** Of alarms: what was, not what is. */
const RANG =
  /울렸|울린\s*(?:적|알람|횟수)|몇\s*번|이력|기록|히스토리|\b(?:rang|rung|histor|how often|how many times|(?:was|were|went)\s+(?:in alarm|triggered|off|firing))/i;
const NO_DATA = /insufficient[\s_-]*data|데이터(?:가)?\s*부족/i;

/** Of two periods the one to compare with is marked as such, or is the earlier one. */
function mainPeriod(said: Utterance): When | undefined {
  const open = said.periods.filter((p) => !p.baseline).map((p) => p.when);
  if (open.length === 0) return said.periods.length > 1 ? said.periods.at(-1)!.when : undefined;
  const [first, second] = open;
  if (!second || !said.has("compare")) return first;
  return later(first!, second) ? first : second;
}

function baselineOf(said: Utterance, main: When | undefined): When | undefined {
  const marked = said.periods.find((p) => p.baseline && p.when !== main);
  if (marked) return marked.when;
  if (!said.has("compare")) return undefined;
  return said.periods.find((p) => p.when !== main)?.when;
}

const later = (a: When, b: When) => (a.kind === "days" && b.kind === "days" ? a.from > b.from : a.kind !== "shift");

/** "order-api-1이랑 web 말고", "except order-api-1 and web": the names before or after, by language. */
function excluded(said: Utterance): string[] {
  return said.marks.flatMap((mark, i) => {
    if (mark.concept !== "without") return [];
    const korean = /[가-힣]/.test(said.text.slice(mark.start, mark.end));
    const names = korean ? said.marks.slice(0, i).reverse() : said.marks.slice(i + 1);
    return listed(names, said.text, korean);
  });
}

const LISTED = /^(?:[\s,/·(]|and|or|그리고|이?랑|하고|[와과])*$/i;

/** The names next to each other, as far as only the words of a list stand between them. */
function listed(marks: Mark[], text: string, backwards: boolean): string[] {
  const found: Mark[] = [];
  for (const mark of marks.filter((m) => m.concept !== "filler" && m.concept !== "followup" && m.concept !== "only")) {
    const before = found.at(-1);
    const between = !before ? "" : backwards ? text.slice(mark.end, before.start) : text.slice(before.end, mark.start);
    if (!["name", "id", "service", "region", "regionId"].includes(mark.concept) || !LISTED.test(between)) break;
    found.push(mark);
  }
  return found.map(({ value }) => value);
}

const COUNTS: Record<string, number> = { 두: 2, 세: 3, 네: 4, 다섯: 5, 열: 10, two: 2, three: 3, five: 5, ten: 10 };

/** "상위 5개", "top 3", "다섯 개": how many of the largest. */
function topOf(text: string): number | undefined {
  const digits = /상위\s*(\d{1,2})|\btop[\s-]+(\d{1,2})|(\d{1,2})\s*(?:most|largest|biggest)/i.exec(text);
  const named = /(세|네|다섯|열)\s*(?:개|가지)|\b(?:top\s+)?(two|three|five|ten)\s+(?:most|services|largest)/i.exec(
    text,
  );
  const found = digits?.slice(1).find(Boolean) ?? named?.slice(1).find(Boolean);
  return found === undefined ? undefined : (COUNTS[found.toLowerCase()] ?? Number(found));
}

/** "Utilization" alone is of the CPU; next to another metric it only says how that is measured. */
const BARE = /^(?:사용률|utili[sz]ation)$/i;

/** The metrics that were named, in order; "5xx 에러율" is a rate, not a count. */
function measuresOf(said: Utterance): string[] {
  const marks = said.marks.filter(({ concept }) => concept === "measure");
  if (countsFailures(said)) return ["5xx"];
  if (said.has("outage") && (marks.some(({ value }) => value === "error rate") || /비율|rate/i.test(said.text)))
    return ["5xx rate"];
  const named = marks.filter(({ start, end }) => marks.length === 1 || !BARE.test(said.text.slice(start, end)));
  return [...new Set(named.flatMap(({ value }) => PARTS[value] ?? value))];
}

/** CloudWatch keeps what comes in and what goes out apart. */
const PARTS: Record<string, string[]> = { network: ["network in", "network out"] };

const THING_OF_SERVICE: Record<string, string> = {
  EC2: "instance",
  RDS: "database",
  Lambda: "function",
  EBS: "volume",
  ELB: "loadBalancer",
  "NAT Gateway": "natGateway",
  SNS: "topic",
  SQS: "queue",
  VPC: "vpc",
};

const THING_OF_ID: Record<string, string> = { i: "instance", sg: "securityGroup", vol: "volume", snap: "snapshot" };

function thingOf(said: Utterance): string | undefined {
  const things = said.values("thing");
  const service = said.values("service")[0];
  if (said.has("gpu") || said.has("instanceType")) return "instance";
  if (things[0] === "instance" && service === "RDS") return "database";
  const fromService = said.has("verb") && service ? THING_OF_SERVICE[service] : undefined;
  const fromId = said.values("id").map((id) => THING_OF_ID[id.slice(0, id.indexOf("-"))])[0];
  const switched = said.values("verb").some((verb) => ["start", "stop", "terminate", "reboot"].includes(verb));
  const fromName = switched && said.marks.some((m) => m.concept === "name" && m.strong) ? "instance" : undefined;
  return (
    things.find((thing) => thing !== "instance") ??
    things[0] ??
    fromService ??
    fromId ??
    fromName ??
    (said.has("log") || said.has("logGroup") ? "log" : undefined)
  );
}

function eventsOf(thing: string | undefined, said: Utterance): string[] {
  const verbs = [...said.values("verb"), ...(said.has("change") ? ["change"] : [])];
  const target = thing ?? (said.has("verb", "reboot") ? "instance" : undefined);
  return target ? verbs.flatMap((verb) => EVENTS[target]?.[verb] ?? []) : [];
}
