/** Alarms that were set up or changed on a UTC day, as they are configured since. */
import { alarmsOf } from "../alarms.ts";
import { DAY } from "../calendar.ts";
import { randomOf } from "../random.ts";
import type { Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";
import { apiCall } from "./api-call.ts";
import { userPrincipal } from "./principals.ts";

export const alarmChanges = (setting: Setting, day: number): TrailEvent[] =>
  alarmsOf(setting)
    .filter(({ configuredAt }) => configuredAt >= day && configuredAt < day + DAY)
    .map((alarm) => {
      const principal = userPrincipal(setting, setting.cast.sre, alarm.configuredAt);
      const resources = [{ type: "AWS::CloudWatch::Alarm", name: alarm.arn }];
      const common = { service: "monitoring", region: alarm.region, resources };
      const random = randomOf(setting.seed, "alarm-event", alarm.name);
      if (alarm.kind === "composite")
        return apiCall(random, principal, alarm.configuredAt, {
          ...common,
          name: "PutCompositeAlarm",
          request: { alarmName: alarm.name, alarmRule: alarm.rule, actionsEnabled: alarm.actionsEnabled },
        });
      const { name, period, comparison, threshold, evaluationPeriods, datapointsToAlarm, actions } = alarm;
      return apiCall(random, principal, alarm.configuredAt, {
        ...common,
        name: "PutMetricAlarm",
        request: {
          alarmName: name,
          actionsEnabled: alarm.actionsEnabled,
          alarmActions: actions.alarm,
          period,
          evaluationPeriods,
          datapointsToAlarm,
          threshold,
          comparisonOperator: comparison,
        },
      });
    });
