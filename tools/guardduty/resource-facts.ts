import type { Finding, InstanceDetails, Resource } from "@aws-sdk/client-guardduty";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import { describeInstances } from "../inventory/describe-instances.ts";
import { whySkipped } from "../sweep.ts";
import type { FactSheet } from "./facts.ts";
import { isoText, isSample } from "./finding-row.ts";
import { worldOpenPorts } from "./open-ports.ts";

/** The affected thing: as it was when GuardDuty saw it, and as it is now. Returns how many requests that took. */
export async function resourceFacts(
  sheet: FactSheet,
  finding: Finding,
  account: AccountConfig,
  region: string,
  call: Call,
): Promise<number> {
  const { Resource: resource } = finding;
  sheet.add("resource", "kind", resource?.ResourceType);
  keyFacts(sheet, resource);
  for (const bucket of resource?.S3BucketDetails ?? []) {
    sheet.add("resource", "name", bucket.Name);
    const permission = bucket.PublicAccess?.EffectivePermission;
    sheet.add("resource", "access", permission && sheet.word(permission === "PUBLIC" ? "public" : "not_public"));
    sheet.add("resource", "tags", tagText((bucket.Tags ?? []).map(({ Key, Value }) => [Key, Value])));
  }
  const instance = resource?.InstanceDetails;
  if (!instance?.InstanceId) return 0;
  instanceFacts(sheet, instance);
  // A sample is about an instance that never was.
  return isSample(finding) ? 0 : liveFacts(sheet, instance, account, region, call);
}

function keyFacts(sheet: FactSheet, resource: Resource | undefined): void {
  const key = resource?.AccessKeyDetails;
  sheet.add("resource", "user", key?.UserName);
  sheet.add("resource", "user_type", key?.UserType);
}

function instanceFacts(sheet: FactSheet, instance: InstanceDetails): void {
  const tags = instance.Tags ?? [];
  sheet.add("resource", "name", tags.find(({ Key }) => Key === "Name")?.Value);
  sheet.add("resource", "id", instance.InstanceId);
  sheet.add("resource", "type", instance.InstanceType);
  sheet.addTime("resource", "launched", isoText(instance.LaunchTime));
  const interfaces = instance.NetworkInterfaces ?? [];
  const addresses = interfaces.flatMap(({ PrivateIpAddress, PublicIp }) => [PrivateIpAddress, PublicIp]);
  sheet.add("resource", "address", addresses.filter(Boolean).join(", "));
  sheet.add(
    "resource",
    "security_groups",
    groupsOf(instance)
      .map(({ name, id }) => `${name} (${id})`)
      .join(", "),
  );
  sheet.add("resource", "tags", tagText(tags.map(({ Key, Value }) => [Key, Value])));
}

/** Security groups the instance had when GuardDuty saw it. */
export function groupsOf(instance: InstanceDetails | undefined): { id: string; name: string }[] {
  const groups = (instance?.NetworkInterfaces ?? []).flatMap(({ SecurityGroups }) => SecurityGroups ?? []);
  return groups.flatMap(({ GroupId, GroupName }) => (GroupId ? [{ id: GroupId, name: GroupName ?? GroupId }] : []));
}

const tagText = (tags: [string | undefined, string | undefined][]): string =>
  tags
    .filter(([key]) => key !== "Name")
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

/** Best effort: what may not be read is told, the rest stands. */
async function liveFacts(
  sheet: FactSheet,
  instance: InstanceDetails,
  account: AccountConfig,
  region: string,
  call: Call,
): Promise<number> {
  try {
    const { instances, requests } = await describeInstances(
      account,
      region,
      { ids: [instance.InstanceId ?? ""] },
      call,
    );
    const now = instances[0];
    sheet.add("resource", "state", now?.State?.Name ?? sheet.word("gone"));
    const ids = (now?.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
    if (ids.length === 0) return requests;
    const open = await worldOpenPorts(ids, account, region, call);
    sheet.add("exposure", "open_now", open.ports.length > 0 ? open.ports.join(", ") : sheet.word("none"));
    return requests + open.requests;
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    sheet.add("exposure", "unreadable", whySkipped(error)[call.context.language]);
    return 1;
  }
}
