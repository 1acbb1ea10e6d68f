/** What CloudWatch sends to a topic when an alarm changes its state. */
import { type Publisher, publish } from "./publish.ts";

type State = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** Of a metric alarm: `trigger` in the words of the message; of a composite one: its rule. */
export interface AlarmNotice {
  name: string;
  arn: string;
  description?: string;
  configuredAt: number;
  state: State;
  before: State;
  reason: string;
  changedAt: number;
  /** ARNs for each of the states; the message goes to those topics among them that the new state names. */
  actions: Record<State, string[]>;
  trigger?: AlarmTrigger;
  rule?: string;
}

export interface AlarmTrigger {
  namespace: string;
  metric: string;
  /** `Average`, `Sum`, … or a percentile such as `p99`. */
  statistic: string;
  dimensions: Record<string, string>;
  /** Seconds. */
  period: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  comparison: string;
  threshold: number;
  missingData: string;
}

const regionNames: Record<string, string> = {
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "us-east-1": "US East (N. Virginia)",
};

/** Tells the topics of the new state's actions; other actions (a function, a stop) are left alone. */
export function publishAlarm(call: Publisher, alarm: AlarmNotice): void {
  const { account } = call.world.setting;
  const region = alarm.arn.split(":")[3] ?? "";
  const where = regionNames[region] ?? region;
  const stamp = (time: number) => new Date(time).toISOString().replace("Z", "+0000");
  const message = JSON.stringify({
    AlarmName: alarm.name,
    AlarmDescription: alarm.description ?? null,
    AWSAccountId: account.id,
    AlarmConfigurationUpdatedTimestamp: stamp(alarm.configuredAt),
    NewStateValue: alarm.state,
    NewStateReason: alarm.reason,
    StateChangeTime: stamp(alarm.changedAt),
    Region: where,
    AlarmArn: alarm.arn,
    OldStateValue: alarm.before,
    OKActions: alarm.actions.OK,
    AlarmActions: alarm.actions.ALARM,
    InsufficientDataActions: alarm.actions.INSUFFICIENT_DATA,
    ...(alarm.trigger ? { Trigger: triggerOf(alarm.trigger) } : {}),
    ...(alarm.rule === undefined ? {} : { AlarmRule: alarm.rule, TriggeringChildren: [] }),
  });
  const subject = `${alarm.state}: "${alarm.name}" in ${where}`.slice(0, 100);
  for (const topic of alarm.actions[alarm.state])
    if (topic.startsWith("arn:aws:sns:")) publish(call, { topic, subject, message });
}

function triggerOf(trigger: AlarmTrigger): object {
  const percentile = trigger.statistic.startsWith("p");
  const upper = trigger.statistic.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
  return {
    MetricName: trigger.metric,
    Namespace: trigger.namespace,
    ...(percentile
      ? { StatisticType: "ExtendedStatistic", ExtendedStatistic: trigger.statistic }
      : { StatisticType: "Statistic", Statistic: upper }),
    Unit: null,
    Dimensions: Object.entries(trigger.dimensions).map(([name, value]) => ({ value, name })),
    Period: trigger.period,
    EvaluationPeriods: trigger.evaluationPeriods,
    DatapointsToAlarm: trigger.datapointsToAlarm,
    ComparisonOperator: trigger.comparison,
    Threshold: trigger.threshold,
    TreatMissingData: trigger.missingData,
    EvaluateLowSampleCountPercentile: "",
  };
}
