import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { describeInstances, tagOf } from "../inventory/describe-instances.ts";
import type { Column, Scalar } from "../results.ts";
import { sweep } from "../sweep.ts";
import type { TrailEvent } from "./read-event.ts";

const MAX_NAMED = 100;

export const eventColumns: Column[] = [
  { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
  { name: "event", type: "text", label: { ko: "이벤트", en: "Event" } },
  { name: "user", type: "text", label: { ko: "사용자", en: "User" } },
  { name: "source_ip", type: "text", label: { ko: "원본 IP", en: "Source IP" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "resource", type: "text", label: { ko: "리소스", en: "Resource" } },
  { name: "error", type: "text", label: { ko: "오류", en: "Error" } },
  { name: "outcome", type: "text", label: { ko: "결과", en: "Outcome" } },
  { name: "read_only", type: "bool", label: { ko: "읽기 전용", en: "Read-only" } },
  { name: "event_id", type: "id", label: { ko: "이벤트 ID", en: "Event ID" } },
  { name: "detail", type: "text", label: { ko: "상세", en: "Detail" } },
  { name: "role", type: "text", label: { ko: "역할", en: "Role" } },
];

/** Rows in the order of `eventColumns`. Instances are shown with their Name tag where they still exist. */
export async function toRows(events: TrailEvent[], account: AccountConfig, call: Call): Promise<Scalar[][]> {
  const names = await instanceNames(events, account, call);
  return events.map((event) => [
    event.time,
    event.name,
    event.user,
    event.ip,
    event.region,
    call.field(resourceText(event, names)),
    event.error,
    event.error === null ? "ok" : "failed",
    event.readOnly,
    event.id,
    call.field(detailText(event), 512),
    event.role,
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
  const values = event.values === "" ? [] : [event.values];
  return [event.source, ...mfa, `via ${event.agent}`, ...values].join(", ");
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
