/** What happened to alarms in the last month: states, notifications, configuration. */
import type * as CW from "@aws-sdk/client-cloudwatch";
import { HISTORY_DAYS } from "../world/alarm-timeline.ts";
import { DAY } from "../world/calendar.ts";
import type { AlarmNow, Change } from "./alarms-state.ts";
import { reasonDataOf, reasonOf } from "./alarms-words.ts";

interface Item {
  time: number;
  item: CW.AlarmHistoryItem;
}

/** Oldest first; within one moment the state before the actions it caused. */
export function historyOf(now: AlarmNow, at: number): Item[] {
  const { alarm, changes, configured } = now;
  const type = alarm.kind === "metric" ? ("MetricAlarm" as const) : ("CompositeAlarm" as const);
  const item = (time: number, kind: CW.HistoryItemType, HistorySummary: string, data: object): Item => ({
    time,
    item: {
      AlarmName: alarm.name,
      AlarmType: type,
      Timestamp: new Date(time),
      HistoryItemType: kind,
      HistorySummary,
      HistoryData: JSON.stringify({ version: "1.0", ...data }),
    },
  });
  const made = item(alarm.configuredAt, "ConfigurationUpdate", `Alarm "${alarm.name}" created`, { type: "Create" });
  const updates = configured.map(({ time, summary }) => item(time, "ConfigurationUpdate", summary, { type: "Update" }));
  const states = changes.flatMap((change, index) => [
    item(
      change.time,
      "StateUpdate",
      `Alarm updated from ${change.from} to ${change.to}`,
      stateData(now, change, changes[index - 1]),
    ),
    ...actionsOf(now, change).map((arn) =>
      item(change.time + 40, "Action", `Successfully executed action ${arn}`, {
        actionState: "Succeeded",
        stateUpdateTimestamp: change.time,
        notificationResource: arn,
      }),
    ),
  ]);
  return [made, ...updates, ...states]
    .filter(({ time }) => time > at - HISTORY_DAYS * DAY && time <= at)
    .sort((a, b) => a.time - b.time);
}

/** The ARNs that a change notified. */
function actionsOf({ alarm }: Pick<AlarmNow, "alarm">, change: Change): string[] {
  if (!alarm.actionsEnabled) return [];
  return { ALARM: alarm.actions.alarm, OK: alarm.actions.ok, INSUFFICIENT_DATA: alarm.actions.insufficient }[change.to];
}

function stateData({ alarm }: AlarmNow, change: Change, before: Change | undefined): object {
  const stateOf = (stateValue: string, of: Change | undefined) => {
    const data = reasonDataOf(alarm, of);
    return {
      stateValue,
      stateReason: reasonOf(alarm, of),
      ...(data ? { stateReasonData: JSON.parse(data) as unknown } : {}),
    };
  };
  return {
    oldState: stateOf(change.from, before),
    newState: stateOf(change.to, change),
  };
}
