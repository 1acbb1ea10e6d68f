import type { Utterance } from "./utterance.ts";

/** Kinds of resources by the inventory's own words. Instances have a tool of their own. */
const OF_THING: Readonly<Record<string, string>> = {
  bucket: "bucket",
  database: "database",
  function: "function",
  volume: "volume",
  snapshot: "snapshot",
  securityGroup: "security group",
};
const OF_SERVICE: Readonly<Record<string, string>> = {
  EBS: "volume",
  ECS: "service",
  ELB: "load balancer",
  Lambda: "function",
  "NAT Gateway": "nat gateway",
  RDS: "database",
  S3: "bucket",
  SNS: "topic",
  SQS: "queue",
  VPC: "vpc",
};
/** With these the question is about something else of the kind than which there are. */
const ELSE = "cost, who, verb, change, trail, history, measure, error, log, logGroup, guardduty, finding, alarm".split(
  ", ",
);
const ELSE_TOO = "savings, failed, outage, oom, forecast, chart, event, login, retention, queue, waiting, state".split(
  ", ",
);

/** "퍼블릭 버킷 있어?", "which buckets are public?": of the kinds listed here only buckets say it of themselves. */
export const asksPublic = (said: Utterance): boolean =>
  said.has("thing", "bucket") && /퍼블릭|(?<!비)공개|\bpublic(?:ly)?\b/i.test(said.text);

/** "List all load balancers", "RDS 몇 개야?": the one kind of resource that is to be listed. */
export function kindAsked(said: Utterance): string | null {
  if (!(said.has("list") || asksPublic(said)) || said.past) return null;
  if (said.marks.some(({ concept }) => ELSE.includes(concept) || ELSE_TOO.includes(concept))) return null;
  const things = said.values("thing").flatMap((thing) => OF_THING[thing] ?? []);
  const services = said.values("service").flatMap((service) => OF_SERVICE[service] ?? []);
  const kinds = new Set([...things, ...services]);
  return kinds.size === 1 ? [...kinds][0]! : null;
}
