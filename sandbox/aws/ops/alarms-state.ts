/** The alarms as calls have left them: made, deleted, silenced, set to a state by hand. */
import type { Call } from "../call.ts";
import { compositeChanges, lagOf, metricChanges, type StateChange } from "../world/alarm-timeline.ts";
import { type Alarm, type AlarmState, alarmsOf, type MetricAlarm } from "../world/alarms.ts";
import { readRule } from "../world/composite-rule.ts";

/** A state somebody set. */
export interface SetState {
  time: number;
  state: AlarmState;
  reason: string;
  data?: string;
}

interface AlarmDocument {
  /** Of an alarm that a call has made or redefined. */
  definition?: MetricAlarm;
  deleted?: boolean;
  actionsEnabled?: boolean;
  set?: SetState[];
  /** When a call changed its configuration, and how. */
  configured?: { time: number; summary: string }[];
}

/** A change of state, with the words of who set it by hand. */
export type Change = StateChange & { set?: SetState };

export interface AlarmNow {
  alarm: Alarm;
  state: AlarmState;
  since: number;
  changes: Change[];
  configured: { time: number; summary: string }[];
}

const idOf = (call: Call, name: string) => `${call.account.id}:${call.region}:${name}`;
const documents = (call: Call) => call.state.things<AlarmDocument>("alarm");

/** Adds to what is known of an alarm; `undefined` where nothing is known begins a document. */
export function changeAlarm(call: Call, name: string, change: (document: AlarmDocument) => AlarmDocument): void {
  documents(call).set(idOf(call, name), change(documents(call).get(idOf(call, name)) ?? {}));
}

const documentOf = (call: Call, name: string): AlarmDocument => documents(call).get(idOf(call, name)) ?? {};

/** The alarms of the region by name, as they are defined at present. */
export function definitionsIn(call: Call): Alarm[] {
  const made = documents(call)
    .all()
    .filter(([id]) => id.startsWith(idOf(call, "")))
    .flatMap(([, { definition, deleted }]) => (definition && !deleted ? [definition] : []));
  const names = new Set(made.map((alarm) => alarm.name));
  const original = alarmsOf(call.world.setting).filter(
    (alarm) => alarm.region === call.region && !names.has(alarm.name) && !documentOf(call, alarm.name).deleted,
  );
  return [...original, ...made]
    .map((alarm) => ({ ...alarm, actionsEnabled: documentOf(call, alarm.name).actionsEnabled ?? alarm.actionsEnabled }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function alarmNow(call: Call, alarm: Alarm): AlarmNow {
  const changes = changesNow(call, alarm);
  const last = changes.at(-1);
  return {
    alarm,
    state: last?.to ?? "INSUFFICIENT_DATA",
    since: last?.time ?? alarm.configuredAt,
    changes,
    configured: documentOf(call, alarm.name).configured ?? [],
  };
}

function changesNow(call: Call, alarm: Alarm): Change[] {
  const set = documentOf(call, alarm.name).set ?? [];
  if (alarm.kind === "composite") {
    const names = readRule(alarm.rule).alarms;
    const parts = definitionsIn(call).filter((other) => names.includes(other.name) && other.name !== alarm.name);
    const moves = parts.map((part) => ({ alarm: part, changes: changesNow(call, part) }));
    const own = compositeChanges(alarm, moves).filter((change) => change.time <= call.now);
    // It comes back to its own only when one of its parts changes.
    const times = moves.flatMap((part) => part.changes.map((change) => change.time + 1000)).sort((a, b) => a - b);
    return withSet(own, set, (time) => times.find((t) => t > time) ?? Number.POSITIVE_INFINITY, call.now);
  }
  const own = metricChanges(call.world.setting, alarm, call.now);
  const [step, lag] = [alarm.period * 1000, lagOf(call.world.setting, alarm)];
  const nextVerdict = (time: number) => Math.ceil((time - lag + 1) / step) * step + lag;
  return withSet(own, set, nextVerdict, call.now);
}

/** A state set by hand holds until the next verdict. */
function withSet(own: StateChange[], set: SetState[], nextVerdict: (time: number) => number, now: number): Change[] {
  let changes: Change[] = own;
  for (const one of set) {
    const back = nextVerdict(one.time);
    const before = changes.filter((change) => change.time <= one.time);
    const during = changes.filter((change) => change.time > one.time && change.time <= back);
    const after = changes.filter((change) => change.time > back);
    const from = before.at(-1)?.to ?? "INSUFFICIENT_DATA";
    const real = during.at(-1) ?? before.at(-1);
    const to = real?.to ?? "INSUFFICIENT_DATA";
    const setting: Change[] =
      one.state === from ? [] : [{ time: one.time, from, to: one.state, datapoints: [], set: one }];
    const returning: Change[] =
      one.state === to || back > now ? [] : [{ time: back, from: one.state, to, datapoints: real?.datapoints ?? [] }];
    changes = [...before, ...setting, ...returning, ...after];
  }
  return changes;
}
