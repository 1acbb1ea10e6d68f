import type * as SSM from "@aws-sdk/client-ssm";
import { AwsError } from "../../wire/errors.ts";
import type { Operations } from "../../wire/service.ts";
import { type Managed, managedHosts } from "./managed.ts";
import { paged } from "./paging.ts";

/** An agent reports about every five minutes. */
const PING_MS = 5 * 60_000;
const AGENT = "3.3.3050.0";
/** One host has an agent that is too old for parameters in environment variables. */
const OLD_AGENT = "3.2.2303.0";

export const inventoryReads = {
  DescribeInstanceInformation(input, call) {
    const filters = [
      ...(input.Filters ?? []).map(({ Key, Values = [] }) => ({ key: Key ?? "", values: Values })),
      ...(input.InstanceInformationFilterList ?? []).map(({ key, valueSet = [] }) => ({
        key: key ?? "",
        values: valueSet,
      })),
    ];
    const found = filters.reduce(
      (left, { key, values }) => left.filter((host) => fits(host, key, values)),
      managedHosts(call),
    );
    const page = paged(
      found.map((host) => toInformation(host, call.now)),
      input,
      call,
      50,
    );
    return { InstanceInformationList: page.items, ...page.next };
  },
} satisfies Operations<typeof SSM>;

const pingOf = (host: Managed) => (host.online ? "Online" : "ConnectionLost");
const agentOf = (host: Managed) => (host.role === "admin-tool" ? OLD_AGENT : AGENT);

function fits(host: Managed, key: string, values: string[]): boolean {
  if (key === "InstanceIds") return values.includes(host.id);
  if (key === "PingStatus") return values.includes(pingOf(host));
  if (key === "PlatformTypes") return values.includes("Linux");
  if (key === "AgentVersion") return values.includes(agentOf(host));
  if (key === "ResourceType") return values.includes("EC2Instance");
  if (key === "IamRole") return values.includes(host.profile ?? "");
  if (key === "tag-key") return values.some((value) => value in host.tags);
  if (key.startsWith("tag:")) return values.includes(host.tags[key.slice("tag:".length)] ?? "");
  throw new AwsError("InvalidFilterKey", `The filter key ${key} is not valid`);
}

function toInformation(host: Managed, now: number): SSM.InstanceInformation {
  const phase = Number.parseInt(host.id.slice(-4), 16) % PING_MS;
  const last = host.online
    ? Math.max(host.bootedAt, Math.floor((now - phase) / PING_MS) * PING_MS + phase)
    : (host.stoppedAt ?? now);
  return {
    InstanceId: host.id,
    PingStatus: pingOf(host),
    LastPingDateTime: new Date(last),
    AgentVersion: agentOf(host),
    IsLatestVersion: agentOf(host) === AGENT,
    PlatformType: "Linux",
    PlatformName: "Amazon Linux",
    PlatformVersion: host.role === "legacy-admin" || host.role === "old-batch" ? "2" : "2023",
    ResourceType: "EC2Instance",
    IPAddress: host.privateIp,
    ComputerName: `ip-${host.privateIp.replaceAll(".", "-")}.${host.region}.compute.internal`,
    ...(host.profile ? { IamRole: host.profile } : {}),
    AssociationStatus: "Success",
    SourceId: host.id,
    SourceType: "AWS::EC2::Instance",
  };
}
