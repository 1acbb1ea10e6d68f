import { many } from "./en-many.ts";
import { at } from "./en-when.ts";
import type { Words } from "./words.ts";

const VERBS: Record<string, string> = {
  start: "started",
  stop: "stopped",
  terminate: "terminated",
  reboot: "rebooted",
  create: "created",
  delete: "deleted",
  change: "changed",
  deploy: "changed",
};
const THINGS: Record<string, string> = {
  instance: "EC2 instances",
  bucket: "S3 buckets",
  securityGroup: "security groups",
  user: "IAM users",
  accessKey: "access keys",
  role: "IAM roles",
  policy: "IAM policies",
  function: "Lambda functions",
  database: "RDS instances",
  volume: "EBS volumes",
  snapshot: "snapshots",
  key: "KMS keys",
  trail: "CloudTrail trails",
  log: "log groups",
  natGateway: "NAT gateways",
  vpcEndpoint: "VPC endpoints",
  vpc: "VPCs",
  subnet: "subnets",
  routeTable: "route tables",
  address: "Elastic IP addresses",
  loadBalancer: "load balancers",
  topic: "SNS topics",
  queue: "SQS queues",
};

export const EN_TRAIL: Words["trail"] = {
  deed: (verb, thing, on) => `${VERBS[verb] ?? "changed"} ${on ?? THINGS[thing] ?? "resources"}`,
  by: (period, deed, users) => `**${users} ${deed} ${at(period)}.**`,
  byMany: (period, deed, count, users) => `**${many(count, "person", "people")} ${deed} ${at(period)}: ${users}.**`,
  nobody: (period, deed) => `**Nobody ${deed} ${at(period)}.**`,
  onlyFailed: (period, deed, count) =>
    `**Nobody ${deed} ${at(period)}; there ${count === 1 ? "was only 1 failed attempt" : `were only ${count} failed attempts`}.**`,
  events: (period, subject, count, users) =>
    `**There ${count === "1" ? "was" : "were"} ${count} CloudTrail ${count === "1" ? "event" : "events"}${subject} ${at(period)}${users ? ` (${many(users, "user")})` : ""}.**`,
  none: (period, subject) => `**There were no CloudTrail events${subject} ${at(period)}.**`,
  notSure: (period) =>
    `**Nothing was found in what could be read ${at(period)}, which does not say that there is nothing.**`,
  last: (time, user, event) => `Last one: ${time} ${user} ${event}.`,
  of: (name) => ` by ${name}`,
  about: (name) => ` on ${name}`,
  changes: " that change something",
  failures: " that failed",
  refused: " that AWS refused for want of permission",
  failedRows: "Failed attempts are in the table too.",
  management: "Only management events are recorded; data events such as S3 object access are not here.",
  columns: {
    time: "Time",
    user: "User",
    event: "Event",
    target: "Target",
    region: "Region",
    outcome: "Outcome",
    ip: "IP",
    error: "Error",
  },
  ok: "ok",
  failed: "failed",
  all: "CloudTrail management events",
};

export const EN_LOGINS: Words["logins"] = {
  failed: (period, count, users, ips) =>
    `**There ${count === "1" ? "was" : "were"} ${count} failed console ${count === "1" ? "login" : "logins"} ${at(period)} (${many(users, "user")}, ${many(ips, "IP address", "IP addresses")}).**`,
  noneFailed: (period) => `**There were no failed console logins ${at(period)}.**`,
  all: (period, count, failed) =>
    `**There ${count === "1" ? "was" : "were"} ${count} console ${count === "1" ? "login" : "logins"} ${at(period)}, ${failed === 0 ? "none of them failed" : `${failed} of them failed`}.**`,
  none: (period) => `**There were no console logins ${at(period)}.**`,
};
