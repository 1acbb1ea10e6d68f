import type * as CW from "@aws-sdk/client-cloudwatch";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import type { Operations, Resources } from "../wire/service.ts";
import type { Alarm } from "../world/alarms.ts";
import { readRule } from "../world/composite-rule.ts";
import { historyOf } from "./alarms-history.ts";
import { notify } from "./alarms-notify.ts";
import { definitionFrom } from "./alarms-put.ts";
import { toCompositeAlarm, toMetricAlarm } from "./alarms-shape.ts";
import { type AlarmNow, alarmNow, changeAlarm, definitionsIn } from "./alarms-state.ts";

const invalidToken = () => new AwsError("InvalidNextToken", "The next token specified is invalid.");
const invalid = (message: string) => new AwsError("ValidationError", message);
const states = ["OK", "ALARM", "INSUFFICIENT_DATA"];

/** @throws AwsError ValidationError */
function checkSize(size: number | undefined): number {
  if (size !== undefined && (!Number.isInteger(size) || size < 1 || size > 100))
    throw invalid(
      `1 validation error detected: Value '${size}' at 'maxRecords' failed to satisfy constraint: Member must be between 1 and 100`,
    );
  return size ?? 50;
}

const arnOf = (call: Call, name: string) => `arn:aws:cloudwatch:${call.region}:${call.account.id}:alarm:${name}`;
const known = (call: Call, name: string): Alarm | undefined => definitionsIn(call).find((alarm) => alarm.name === name);
const onAlarms = (names: string[] | undefined, call: Call) =>
  (names ?? []).map((name) => ({ arn: arnOf(call, name), tags: known(call, name)?.tags ?? {} }));

/** @throws AwsError */
function selected(input: CW.DescribeAlarmsInput, call: Call): Alarm[] {
  const all = definitionsIn(call);
  const { AlarmNames, AlarmNamePrefix, AlarmTypes, ActionPrefix, ChildrenOfAlarmName, ParentsOfAlarmName } = input;
  if (AlarmNames?.length && AlarmNamePrefix)
    throw invalid("AlarmNamePrefix and AlarmNames are mutually exclusive parameters.");
  if (input.StateValue && !states.includes(input.StateValue))
    throw invalid(`Value '${input.StateValue}' at 'stateValue' must be one of ${states.join(", ")}`);
  const children = ChildrenOfAlarmName === undefined ? undefined : partsOf(call, ChildrenOfAlarmName);
  const types = AlarmTypes?.length ? AlarmTypes : ["MetricAlarm"];
  return all.filter(
    (alarm) =>
      types.includes(alarm.kind === "metric" ? "MetricAlarm" : "CompositeAlarm") &&
      (!AlarmNames?.length || AlarmNames.includes(alarm.name)) &&
      alarm.name.startsWith(AlarmNamePrefix ?? "") &&
      (!children || children.includes(alarm.name)) &&
      (!ParentsOfAlarmName ||
        (alarm.kind === "composite" && readRule(alarm.rule).alarms.includes(ParentsOfAlarmName))) &&
      (!ActionPrefix || Object.values(alarm.actions).some((arns) => arns.some((arn) => arn.startsWith(ActionPrefix)))),
  );
}

/** @throws AwsError ResourceNotFound */
function partsOf(call: Call, name: string): string[] {
  const alarm = known(call, name);
  if (!alarm) throw new AwsError("ResourceNotFound", `The alarm ${name} does not exist.`, 404);
  return alarm.kind === "composite" ? readRule(alarm.rule).alarms : [];
}

function setActions(names: string[] | undefined, call: Call, actionsEnabled: boolean): void {
  for (const name of names ?? [])
    if (known(call, name))
      changeAlarm(call, name, (document) => ({
        ...document,
        actionsEnabled,
        configured: [...(document.configured ?? []), { time: call.now, summary: `Alarm "${name}" updated` }],
      }));
}

const isMetric = (now: AlarmNow): now is AlarmNow & { alarm: { kind: "metric" } } => now.alarm.kind === "metric";

export const alarmOperations = {
  DescribeAlarms(input, call) {
    const { NextToken, MaxRecords, ...rest } = input;
    const inputs = { ...rest, region: call.region };
    const cursor = openCursor(NextToken, inputs, call.now, invalidToken);
    const found = selected(input, call)
      .map((alarm) => alarmNow(call, alarm))
      .filter((now) => !input.StateValue || now.state === input.StateValue);
    const page = pageOf(found, cursor, checkSize(MaxRecords), inputs);
    return {
      MetricAlarms: page.items.flatMap((now) => (isMetric(now) ? [toMetricAlarm(now)] : [])),
      CompositeAlarms: page.items.flatMap((now) =>
        now.alarm.kind === "composite" ? [toCompositeAlarm({ ...now, alarm: now.alarm })] : [],
      ),
      ...(page.next ? { NextToken: page.next } : {}),
    };
  },

  DescribeAlarmsForMetric(input, call) {
    const dimensions = Object.fromEntries((input.Dimensions ?? []).map((d) => [d.Name, d.Value]));
    const found = definitionsIn(call).flatMap((alarm) => {
      const of = alarm.kind === "metric" && alarm.queries.length === 1 ? alarm.queries[0]?.of : undefined;
      if (of?.kind !== "metric" || alarm.kind !== "metric") return [];
      const { metric, statistic, period } = of;
      const same =
        metric.namespace === input.Namespace &&
        metric.metric === input.MetricName &&
        Object.keys(metric.dimensions).length === Object.keys(dimensions).length &&
        Object.entries(metric.dimensions).every(([name, value]) => dimensions[name] === value) &&
        [undefined, statistic].includes(input.Statistic ?? input.ExtendedStatistic) &&
        [undefined, period].includes(input.Period) &&
        [undefined, of.unit].includes(input.Unit);
      return same ? [toMetricAlarm({ ...alarmNow(call, alarm), alarm })] : [];
    });
    return { MetricAlarms: found };
  },

  DescribeAlarmHistory(input, call) {
    const { NextToken, MaxRecords, ...rest } = input;
    const inputs = { ...rest, region: call.region };
    const cursor = openCursor(NextToken, inputs, call.now, invalidToken);
    const types = input.AlarmTypes?.length ? input.AlarmTypes : ["MetricAlarm"];
    const items = definitionsIn(call)
      .filter((alarm) => types.includes(alarm.kind === "metric" ? "MetricAlarm" : "CompositeAlarm"))
      .filter((alarm) => input.AlarmName === undefined || alarm.name === input.AlarmName)
      .flatMap((alarm) => historyOf(alarmNow(call, alarm), cursor.at))
      .filter(
        ({ time, item }) =>
          (!input.HistoryItemType || item.HistoryItemType === input.HistoryItemType) &&
          (!input.StartDate || time >= input.StartDate.getTime()) &&
          (!input.EndDate || time <= input.EndDate.getTime()),
      )
      .sort((a, b) => a.time - b.time);
    if (input.ScanBy !== "TimestampAscending") items.reverse();
    const page = pageOf(items, cursor, checkSize(MaxRecords), inputs);
    return { AlarmHistoryItems: page.items.map(({ item }) => item), ...(page.next ? { NextToken: page.next } : {}) };
  },

  SetAlarmState(input, call) {
    const name = input.AlarmName ?? "";
    const alarm = known(call, name);
    if (!alarm) throw new AwsError("ResourceNotFound", `The alarm ${name} does not exist.`, 404);
    const state = input.StateValue;
    if (state !== "OK" && state !== "ALARM" && state !== "INSUFFICIENT_DATA")
      throw invalid(`Value '${state}' at 'stateValue' must be one of ${states.join(", ")}`);
    if (input.StateReasonData !== undefined && !isJson(input.StateReasonData))
      throw new AwsError("InvalidFormatFault", "Data was not syntactically valid JSON.");
    const data = input.StateReasonData === undefined ? {} : { data: input.StateReasonData };
    const one = { time: call.now, state, reason: input.StateReason ?? "", ...data };
    const before = alarmNow(call, alarm);
    changeAlarm(call, name, (document) => ({ ...document, set: [...(document.set ?? []), one] }));
    const after = alarmNow(call, alarm);
    const change = after.changes.at(-1);
    if (change && after.state !== before.state) notify(call, alarm, change);
    return {};
  },

  EnableAlarmActions(input, call) {
    setActions(input.AlarmNames, call, true);
    return {};
  },

  DisableAlarmActions(input, call) {
    setActions(input.AlarmNames, call, false);
    return {};
  },

  PutMetricAlarm(input, call) {
    const definition = definitionFrom(input, call);
    const verb = known(call, definition.name) ? "updated" : "created";
    changeAlarm(call, definition.name, (document) => ({
      definition,
      actionsEnabled: definition.actionsEnabled,
      configured: [
        ...(document.deleted ? [] : (document.configured ?? [])),
        { time: call.now, summary: `Alarm "${definition.name}" ${verb}` },
      ],
    }));
    return {};
  },

  DeleteAlarms(input, call) {
    const names = input.AlarmNames ?? [];
    const missing = names.filter((name) => !known(call, name));
    if (missing.length) throw new AwsError("ResourceNotFound", `Alarms not found: ${missing.join(", ")}`, 404);
    const watching = definitionsIn(call).find(
      (alarm) =>
        alarm.kind === "composite" &&
        !names.includes(alarm.name) &&
        readRule(alarm.rule).alarms.some((part) => names.includes(part)),
    );
    if (watching) throw invalid(`Cannot delete alarms that ${watching.name} depends on.`);
    for (const name of names) changeAlarm(call, name, () => ({ deleted: true }));
    return {};
  },
} satisfies Operations<typeof CW>;

export const alarmResources: Resources<typeof CW> = {
  DescribeAlarms: (_, call) => [{ arn: arnOf(call, "*"), tags: {} }],
  DescribeAlarmHistory: (input, call) => [{ arn: arnOf(call, input.AlarmName ?? "*"), tags: {} }],
  SetAlarmState: (input, call) => onAlarms(input.AlarmName ? [input.AlarmName] : [], call),
  EnableAlarmActions: (input, call) => onAlarms(input.AlarmNames, call),
  DisableAlarmActions: (input, call) => onAlarms(input.AlarmNames, call),
  DeleteAlarms: (input, call) => onAlarms(input.AlarmNames, call),
  PutMetricAlarm: (input, call) => onAlarms(input.AlarmName ? [input.AlarmName] : [], call),
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
