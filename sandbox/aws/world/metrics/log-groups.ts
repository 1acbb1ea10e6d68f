/** AWS/Logs: what each group takes in. */
import { LOG_REGION, logGroupsOf } from "../log-groups.ts";
import { ingestionOf } from "../log-lines.ts";
import type { Setting } from "../setting.ts";
import { seriesFrom } from "./gauge.ts";
import { one, type Series } from "./series.ts";

export function logSeries(setting: Setting): Series[] {
  return logGroupsOf(setting).flatMap((group) => {
    const ingested = ingestionOf(setting, group);
    const identity = { region: LOG_REGION, namespace: "AWS/Logs", dimensions: { LogGroupName: group.name } } as const;
    const born = { from: group.createdAt };
    return [
      seriesFrom(setting, { ...identity, ...born, metric: "IncomingLogEvents", unit: "None" }, (minute) => {
        const { events } = ingested(minute);
        return events ? one(events) : undefined;
      }),
      seriesFrom(setting, { ...identity, ...born, metric: "IncomingBytes", unit: "Bytes" }, (minute) => {
        const { bytes } = ingested(minute);
        return bytes ? one(bytes) : undefined;
      }),
    ];
  });
}
