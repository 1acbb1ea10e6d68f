import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { describeInstances, tagOf } from "../inventory/describe-instances.ts";
import type { Scalar } from "../results.ts";
import { sweep } from "../sweep.ts";
import type { TrailEvent } from "./read-event.ts";

const MAX_NAMED = 100;

/** Rows in the order of the tool's columns. Instances are shown with their Name tag where they still exist. */
export async function toRows(events: TrailEvent[], account: AccountConfig, call: Call): Promise<Scalar[][]> {
  const names = await instanceNames(events, account, call);
  return events.map((event) => [
    event.time,
    call.field(event.name),
    call.field(event.user),
    call.field(event.ip),
    event.region,
    call.field(resourceText(event, names)),
    call.field(event.error),
    event.error === null ? "ok" : "failed",
    event.readOnly,
    event.id,
    call.field(detailText(event)),
  ]);
}

function resourceText(event: TrailEvent, names: Map<string, string>): string | null {
  const ids = [...new Set([...event.instanceIds, ...event.resources])];
  const text = ids.slice(0, 8).map((id) => {
    const name =
      names.get(id) ?? (event.instanceIds.length === 1 && event.instanceIds[0] === id ? event.names[0] : undefined);
    return name ? `${name} (${id})` : id;
  });
  if (ids.length > 8) text.push(`and ${ids.length - 8} more`);
  return text.length > 0 ? text.join(", ") : null;
}

function detailText(event: TrailEvent): string {
  const mfa = event.mfaUsed === null ? [] : [event.mfaUsed ? "with MFA" : "without MFA"];
  return [event.source, ...mfa, `via ${event.agent}`].join(", ");
}

/** Best effort: without permission, or for instances long gone, ids stay alone. */
async function instanceNames(events: TrailEvent[], account: AccountConfig, call: Call): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const byRegion = new Map<string, Set<string>>();
  for (const { region, instanceIds } of events) {
    if (instanceIds.length === 0) continue;
    const ids = byRegion.get(region) ?? new Set();
    for (const id of instanceIds) if (ids.size < MAX_NAMED) ids.add(id);
    byRegion.set(region, ids);
  }
  if (byRegion.size === 0) return names;
  const swept = await sweep(account, [...byRegion.keys()], (region) =>
    describeInstances(account, region, { ids: [...byRegion.get(region)!] }, call),
  ).catch(() => null);
  call.signal.throwIfAborted();
  for (const { result } of swept?.found ?? [])
    for (const instance of result.instances) {
      const name = tagOf(instance, "Name");
      if (instance.InstanceId && name) names.set(instance.InstanceId, name);
    }
  return names;
}
