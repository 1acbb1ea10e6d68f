import type { Call } from "../call.ts";
import type { Alarm } from "../world/alarms.ts";
import type { Change } from "./alarms-state.ts";
import { reasonOf } from "./alarms-words.ts";
import { type AlarmNotice, publishAlarm } from "./sns/alarm-notice.ts";

/** Tells the topics that the alarm names for a state that it has come to it; nobody where its actions are off. */
export function notify(call: Call, alarm: Alarm, change: Change): void {
  if (!alarm.actionsEnabled) return;
  publishAlarm(call, {
    name: alarm.name,
    arn: alarm.arn,
    ...(alarm.description ? { description: alarm.description } : {}),
    configuredAt: alarm.configuredAt,
    state: change.to,
    before: change.from,
    reason: reasonOf(alarm, change),
    changedAt: change.time,
    actions: { ALARM: alarm.actions.alarm, OK: alarm.actions.ok, INSUFFICIENT_DATA: alarm.actions.insufficient },
    ...details(alarm),
  });
}

/** @returns the members of a metric alarm on one metric, or of a composite one */
function details(alarm: Alarm): Partial<AlarmNotice> {
  if (alarm.kind === "composite") return { rule: alarm.rule };
  const [only] = alarm.queries;
  if (alarm.queries.length > 1 || only?.of.kind !== "metric") return {};
  const { metric, statistic, period } = only.of;
  const { evaluationPeriods, datapointsToAlarm, comparison, threshold, missingData } = alarm;
  return {
    trigger: {
      namespace: metric.namespace,
      metric: metric.metric,
      statistic,
      dimensions: { ...metric.dimensions },
      period,
      evaluationPeriods,
      datapointsToAlarm,
      comparison,
      threshold,
      missingData,
    },
  };
}
