import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openCopyStore } from "../../tools/cloudtrail/copy/copy-store.ts";
import type { TrailEvent } from "../../tools/cloudtrail/read-event.ts";

const DAY = 86_400_000;
const PAGE = 1_000;

/** The tool server's copy of CloudTrail as it is once filled: so many events over 89 days, and no others. */
export function fillTrailCopy(toolsDir: string, accountId: string, nowMs: number, count: number): void {
  mkdirSync(toolsDir, { recursive: true });
  const store = openCopyStore(join(toolsDir, "trail.sqlite"), { rows: 300_000, bytes: 1024 ** 3 });
  const whole = { fromMs: nowMs - 90 * DAY, toMs: Math.floor((nowMs - 20 * 60_000) / 1_000) * 1_000 };
  const step = Math.floor((88 * DAY) / count);
  const events = Array.from({ length: count }, (_, index) => eventAt(index, whole.toMs - DAY - index * step));
  const seoul = { accountId, region: "ap-northeast-2" };
  for (let start = 0; start < count; start += PAGE)
    store.add(seoul, events.slice(start, start + PAGE), null, whole.fromMs);
  store.add(seoul, [], whole, whole.fromMs);
  store.add({ accountId, region: "us-east-1" }, [], whole, whole.fromMs);
  store.close();
}

function eventAt(index: number, ms: number): TrailEvent {
  const timeMs = Math.floor(ms / 1_000) * 1_000;
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    timeMs,
    time: new Date(timeMs).toISOString().replace(".000Z", "Z"),
    name: ["DescribeInstances", "PutObject", "UpdateService", "AssumeRole", "GetMetricData"][index % 5]!,
    source: "ec2.amazonaws.com",
    user: `person-${index % 37}`,
    role: index % 3 === 0 ? "OpsthreadRead" : null,
    actsFor: null,
    ip: `203.0.113.${index % 250}`,
    region: "ap-northeast-2",
    resources: [`arn:aws:ecs:ap-northeast-2:417205938164:service/haneul/service-${index % 90}`],
    instanceIds: [],
    names: [],
    error: index % 50 === 0 ? "AccessDenied" : null,
    readOnly: index % 5 !== 2,
    mfaUsed: null,
    agent: "aws-cli/2.31.0",
    values: "desiredCount: 3, taskDefinition: order-api:87",
  };
}
