import type { FamilyName } from "./families.ts";

/** What a short word means for one kind of resource. */
export interface Meaning {
  family: FamilyName;
  metric: string;
  /** Where it differs from the family's own, e.g. the CloudWatch agent's. */
  namespace?: string;
  /** CloudWatch's name of the statistic that answers the plain question. */
  statistic: string;
  unit: string;
  /** Nothing is reported where nothing happened: a gap is a zero. */
  sparse?: true;
  /** Shown as a share of this metric, in percent. */
  per?: string;
  /** Seconds between datapoints, where that is more than a minute. */
  every?: number;
}

type More = Partial<Pick<Meaning, "namespace" | "sparse" | "per" | "every">>;
const m = (family: FamilyName, metric: string, statistic: string, unit: string, more: More = {}): Meaning => ({
  family,
  metric,
  statistic,
  unit,
  ...more,
});
const events = { sparse: true } as const;
/** Basic monitoring. */
const basic = { every: 300 } as const;
const agent = { namespace: "CWAgent" } as const;
const daily = { every: 86_400 } as const;
const failed = "HTTPCode_Target_5XX_Count";
const both = (metric: string, statistic: string, unit: string, more: More = {}): Meaning[] => [
  m("tg", metric, statistic, unit, more),
  m("alb", metric, statistic, unit, more),
];

const meanings: Readonly<Record<string, readonly Meaning[]>> = {
  cpu: [
    m("ec2", "CPUUtilization", "Average", "%", basic),
    m("rds", "CPUUtilization", "Average", "%"),
    m("ecs", "CPUUtilization", "Average", "%"),
  ],
  memory: [
    m("ecs", "MemoryUtilization", "Average", "%"),
    m("ec2", "mem_used_percent", "Average", "%", agent),
    m("rds", "FreeableMemory", "Average", "bytes"),
  ],
  disk: [m("ec2", "disk_used_percent", "Average", "%", agent)],
  "network in": [m("ec2", "NetworkIn", "Sum", "bytes", basic)],
  "network out": [m("ec2", "NetworkOut", "Sum", "bytes", basic)],
  "status check": [m("ec2", "StatusCheckFailed", "Maximum", "")],
  credits: [m("ec2", "CPUCreditBalance", "Average", "", basic)],
  "disk reads": [m("ec2", "EBSReadOps", "Sum", "", basic), m("ebs", "VolumeReadOps", "Sum", "", basic)],
  "disk writes": [m("ec2", "EBSWriteOps", "Sum", "", basic), m("ebs", "VolumeWriteOps", "Sum", "", basic)],
  connections: [
    m("rds", "DatabaseConnections", "Average", ""),
    m("alb", "ActiveConnectionCount", "Sum", ""),
    m("nat", "ActiveConnectionCount", "Maximum", ""),
  ],
  "free storage": [m("rds", "FreeStorageSpace", "Average", "bytes"), m("rds", "FreeLocalStorage", "Average", "bytes")],
  "free memory": [m("rds", "FreeableMemory", "Average", "bytes")],
  "storage used": [
    m("cluster", "VolumeBytesUsed", "Average", "bytes"),
    m("s3", "BucketSizeBytes", "Average", "bytes", daily),
  ],
  objects: [m("s3", "NumberOfObjects", "Average", "", daily)],
  "read latency": [m("rds", "ReadLatency", "Average", "s")],
  "write latency": [m("rds", "WriteLatency", "Average", "s")],
  "read iops": [m("rds", "ReadIOPS", "Average", "/s")],
  "write iops": [m("rds", "WriteIOPS", "Average", "/s")],
  "replica lag": [m("rds", "AuroraReplicaLag", "Average", "ms"), m("rds", "ReplicaLag", "Average", "s")],
  requests: both("RequestCount", "Sum", "", events),
  "5xx": both(failed, "Sum", "", events),
  "4xx": both("HTTPCode_Target_4XX_Count", "Sum", "", events),
  "2xx": both("HTTPCode_Target_2XX_Count", "Sum", "", events),
  "5xx rate": both(failed, "Sum", "%", { ...events, per: "RequestCount" }),
  "4xx rate": both("HTTPCode_Target_4XX_Count", "Sum", "%", { ...events, per: "RequestCount" }),
  latency: [
    ...both("TargetResponseTime", "p99", "s"),
    m("lambda", "Duration", "p99", "ms"),
    m("rds", "ReadLatency", "Average", "s"),
  ],
  "healthy hosts": [m("tg", "HealthyHostCount", "Minimum", "")],
  "unhealthy hosts": [m("tg", "UnHealthyHostCount", "Maximum", "")],
  invocations: [m("lambda", "Invocations", "Sum", "", events)],
  errors: [
    m("lambda", "Errors", "Sum", "", events),
    ...both(failed, "Sum", "", events),
    m("nat", "ErrorPortAllocation", "Sum", ""),
  ],
  "error rate": [
    m("lambda", "Errors", "Sum", "%", { ...events, per: "Invocations" }),
    ...both(failed, "Sum", "%", { ...events, per: "RequestCount" }),
  ],
  throttles: [m("lambda", "Throttles", "Sum", "", events)],
  duration: [m("lambda", "Duration", "Average", "ms")],
  concurrency: [m("lambda", "ConcurrentExecutions", "Maximum", "")],
  tasks: [m("ecs", "RunningTaskCount", "Minimum", "", { namespace: "ECS/ContainerInsights" })],
  depth: [m("sqs", "ApproximateNumberOfMessagesVisible", "Maximum", ""), m("connect", "QueueSize", "Maximum", "")],
  "oldest message": [m("sqs", "ApproximateAgeOfOldestMessage", "Maximum", "s")],
  sent: [m("sqs", "NumberOfMessagesSent", "Sum", "")],
  received: [m("sqs", "NumberOfMessagesReceived", "Sum", "")],
  "bytes out": [m("nat", "BytesOutToDestination", "Sum", "bytes"), m("ec2", "NetworkOut", "Sum", "bytes", basic)],
  "bytes in": [m("nat", "BytesInFromDestination", "Sum", "bytes"), m("ec2", "NetworkIn", "Sum", "bytes", basic)],
  waiting: [m("connect", "QueueSize", "Maximum", "")],
  "longest wait": [m("connect", "LongestQueueWaitTime", "Maximum", "s")],
  "incoming bytes": [m("logs", "IncomingBytes", "Sum", "bytes", events)],
  "incoming events": [m("logs", "IncomingLogEvents", "Sum", "", events)],
};

const others: Readonly<Record<string, string>> = {
  "cpu utilization": "cpu",
  "cpu usage": "cpu",
  mem: "memory",
  "memory usage": "memory",
  "disk usage": "disk",
  "5xx errors": "5xx",
  "5xx share": "5xx rate",
  "5xx error rate": "5xx rate",
  "storage free": "free storage",
  "free disk": "free storage",
  "storage size": "storage used",
  "bucket size": "storage used",
  "response time": "latency",
  traffic: "requests",
  calls: "invocations",
  "queue depth": "depth",
  "queue size": "depth",
  messages: "depth",
  age: "oldest message",
  "replication lag": "replica lag",
  메모리: "memory",
  디스크: "disk",
  요청: "requests",
  요청수: "requests",
  에러: "errors",
  오류: "errors",
  에러율: "error rate",
  오류율: "error rate",
  지연: "latency",
  "응답 시간": "latency",
  연결: "connections",
  "연결 수": "connections",
  "남은 용량": "free storage",
  "여유 공간": "free storage",
  대기: "waiting",
};

/** Null: not one of our words; perhaps CloudWatch's own name of a metric. */
export function meaningsOf(word: string): readonly Meaning[] | null {
  const key = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
  const known = Object.hasOwn(others, key) ? others[key]! : key;
  return Object.hasOwn(meanings, known) ? meanings[known]! : null;
}

/** How a metric is usually read, when it is asked for by CloudWatch's own name. */
export function usualReading(
  namespace: string,
  metric: string,
): Pick<Meaning, "statistic" | "unit"> & Pick<Partial<Meaning>, "sparse"> {
  const known = Object.values(meanings)
    .flat()
    .find((one) => one.metric === metric && one.per === undefined && (!one.namespace || one.namespace === namespace));
  if (known) return { statistic: known.statistic, unit: known.unit, ...(known.sparse ? events : {}) };
  return { statistic: "Average", unit: "" };
}

export const wordList = (): string => Object.keys(meanings).join(", ");
