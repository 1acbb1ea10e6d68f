/**
 * What a call asked for, as short text. Only these parameters are ever read: they are names, sizes, ports and versions;
 * whatever else a request holds may be a secret and stays where it is.
 */
const readable = new Set(
  [
    ...["instanceType", "imageId", "minCount", "maxCount", "groupId", "groupName", "keyName"],
    ...["ipProtocol", "fromPort", "toPort", "cidrIp", "cidrIpv6", "cidrIpv4"],
    ...["service", "taskDefinition", "family", "desiredCount", "image", "imageTag", "repositoryName", "cpu", "memory"],
    ...["dBInstanceIdentifier", "dBClusterIdentifier", "dBInstanceClass", "allocatedStorage", "maxAllocatedStorage"],
    ...["engineVersion", "multiAZ", "publiclyAccessible", "backupRetentionPeriod", "deletionProtection"],
    ...["bucketName", "userName", "roleName", "policyArn", "policyName", "minimumPasswordLength"],
    ...["functionName", "memorySize", "timeout", "runtime", "alarmName", "alarmNames", "stateValue"],
    ...["logGroupName", "retentionInDays", "autoScalingGroupName", "minSize", "maxSize", "desiredCapacity"],
    ...["vpcEndpointId", "serviceName", "vpcId", "volumeType", "size", "iops", "stackName", "contactFlowId"],
  ].map((name) => name.toLowerCase()),
);

const MAX_PAIRS = 8;
const MAX_VALUE = 120;
/** A request is a stranger's: no deeper and no wider than this is looked at. */
const MAX_DEPTH = 10;
const MAX_NODES = 500;

/** `groupId=sg-0a1, fromPort=22, cidrIp=0.0.0.0/0`; empty where nothing is known of it. */
export function changedValues(parameters: unknown): string {
  const pairs = new Map<string, string>();
  let nodes = 0;
  const visit = (value: unknown, name: string, depth: number): void => {
    nodes += 1;
    if (nodes > MAX_NODES || depth > MAX_DEPTH || pairs.size >= MAX_PAIRS) return;
    if (Array.isArray(value)) for (const item of value) visit(item, name, depth + 1);
    else if (typeof value === "object" && value !== null)
      // Calls written as XML keep a plain value under `content`.
      for (const [key, item] of Object.entries(value)) visit(item, key === "content" ? name : key, depth + 1);
    else if (readable.has(name.toLowerCase())) remember(pairs, name, value);
  };
  visit(parameters, "", 0);
  return [...pairs].map(([name, value]) => `${name}=${value}`).join(", ");
}

function remember(pairs: Map<string, string>, name: string, value: unknown): void {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return;
  const text = String(value);
  if (text === "" || text.length > MAX_VALUE) return;
  const known = pairs.get(name);
  if (known === undefined) pairs.set(name, text);
  else if (!known.split("+").includes(text) && known.length < MAX_VALUE) pairs.set(name, `${known}+${text}`);
}
