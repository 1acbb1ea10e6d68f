import type { AccountConfig } from "../config.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { iso, type Window } from "../period.ts";
import { pagesCut } from "../read-pages.ts";
import type { Column, Note, Scalar, Scope, Table } from "../results.ts";
import { needRetained, type Retained } from "../retained.ts";
import { sweep } from "../sweep.ts";
import { alarmHistory, minutesLasted } from "./alarm-history.ts";
import { watchedText } from "./alarm-text.ts";
import type { AlarmsListInput } from "./alarms-list.ts";
import { type Alarm, describeAlarms } from "./describe-alarms.ts";
import { namedAlarms } from "./named-alarms.ts";

/** The most urgent first. */
const rank: Readonly<Record<string, number>> = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 };

const column = (name: string, type: Column["type"], ko: string, en: string): Column => ({
  name,
  type,
  label: { ko, en },
});
const columns: Column[] = [
  column("alarm", "text", "알람", "Alarm"),
  column("state", "text", "상태", "State"),
  column("since", "time", "상태 시작", "Since"),
  column("reason", "text", "이유", "Reason"),
  column("watches", "text", "감시 대상", "Watches"),
  column("type", "text", "종류", "Type"),
  column("actions_enabled", "bool", "알림 사용", "Actions enabled"),
  column("notifies", "text", "알림 대상", "Notifies"),
  column("description", "text", "설명", "Description"),
  column("region", "text", "리전", "Region"),
];
const historyColumns: Column[] = [
  column("time", "time", "시각", "Time"),
  column("alarm", "text", "알람", "Alarm"),
  column("kind", "text", "종류", "Kind"),
  column("from", "text", "이전 상태", "From"),
  column("to", "text", "새 상태", "To"),
  { ...column("minutes", "number", "지속 시간(분)", "Lasted (minutes)"), unit: "min" },
  column("detail", "text", "내용", "Detail"),
  column("region", "text", "리전", "Region"),
];

export function runAlarmsList(input: AlarmsListInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const asked = {
    account,
    regions: call.context.regions(account, input.regions),
    name: input.name,
    state: input.state,
  };
  if (!input.history && input.period === undefined) return alarmsNow(asked, call);
  return alarmsThen(asked, call.context.period(input.period ?? "7d"), call);
}

interface Asked {
  account: AccountConfig;
  regions: string[];
  name: string | undefined;
  state: AlarmsListInput["state"];
}

async function readAll({ account, regions, name }: Asked, call: Call) {
  const swept = await sweep(account, regions, (region) => describeAlarms(account, region, call));
  const all = swept.found.flatMap(({ region, result }) => result.alarms.map((one) => ({ region, ...one })));
  return {
    named: namedAlarms(name, all, { searched: swept.searched, skipped: swept.skipped }, account),
    searched: swept.searched,
    skipped: swept.skipped,
    requests: swept.found.reduce((sum, { result }) => sum + result.requests, 0),
    complete: swept.found.every(({ result }) => result.complete),
  };
}

async function alarmsNow(asked: Asked, call: Call): Promise<Outcome> {
  const all = await readAll(asked, call);
  const shown = all.named
    .filter(({ alarm }) => asked.state === undefined || alarm.StateValue === asked.state)
    .sort((a, b) => rankOf(a) - rankOf(b) || sinceOf(b) - sinceOf(a));
  const count = (test: (one: Alarm) => boolean) => all.named.filter(test).length;
  const of = (state: string) => count(({ alarm }) => alarm.StateValue === state);
  const totals = {
    shown: shown.length,
    alarms: all.named.length,
    alarm: of("ALARM"),
    insufficient_data: of("INSUFFICIENT_DATA"),
    ok: of("OK"),
    actions_disabled: count(({ alarm }) => alarm.ActionsEnabled === false),
  };
  const rows = shown.map((one) => toRow(one, call));
  const notes: Note[] =
    shown.length > 0
      ? []
      : [
          {
            code: "none_found",
            text: `No alarm${asked.state ? ` is in ${asked.state}` : ""} among the ${all.named.length} looked at.`,
            params: { state: asked.state ?? null, alarms: all.named.length },
          },
        ];
  return {
    kind: "table",
    table: await toTable(asked.account, { ...all, columns, rows, totals, notes, period: null }, call),
  };
}

const rankOf = ({ alarm }: Alarm): number => rank[alarm.StateValue ?? ""] ?? 3;
const sinceOf = ({ alarm }: Alarm): number =>
  (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? 0;

function toRow(one: Alarm & { region: string }, { field }: Call): Scalar[] {
  const { alarm, kind, region } = one;
  const notified = alarm.AlarmActions ?? [];
  return [
    field(alarm.AlarmName),
    alarm.StateValue ?? null,
    sinceOf(one) === 0 ? null : iso(sinceOf(one)),
    field(alarm.StateReason, 500),
    field(watchedText(one), 500),
    kind,
    alarm.ActionsEnabled ?? false,
    field(notified.map((arn) => arn.split(":").slice(5).join(":")).join(", ")),
    field(alarm.AlarmDescription, 500),
    region,
  ];
}

const retained: Retained = { ko: "CloudWatch 알람 기록은", en: "CloudWatch's alarm history", days: 30 };
const KEPT_MS = retained.days * 86_400_000;

async function alarmsThen(asked: Asked, window: Window, call: Call): Promise<Outcome> {
  const { account } = asked;
  needRetained(retained, window, call);
  const all = await readAll(asked, call);
  const swept = await sweep(account, all.searched, (region) => alarmHistory(account, region, window, call));
  const names = new Set(all.named.map(({ alarm, region }) => `${region} ${alarm.AlarmName}`));
  const events = swept.found
    .flatMap(({ result }) => result.events)
    .filter(({ name, region }) => asked.name === undefined || names.has(`${region} ${name}`))
    .sort((a, b) => b.ms - a.ms);
  const lasted = minutesLasted(events, Math.min(window.toMs, call.context.now));
  const rows = events
    .map((event, index): Scalar[] => [
      iso(event.ms),
      call.field(event.name),
      event.kind,
      event.from,
      event.to,
      lasted[index] ?? null,
      call.field(event.detail, 500),
      event.region,
    ])
    .filter((row) => asked.state === undefined || row[4] === asked.state);
  const changes = events.filter(({ kind }) => kind === "state");
  const totals = {
    events: rows.length,
    state_changes: changes.length,
    to_alarm: changes.filter(({ to }) => to === "ALARM").length,
    alarms: new Set(changes.map(({ name }) => name)).size,
  };
  const notes: Note[] = [];
  if (window.fromMs < call.context.now - KEPT_MS)
    notes.push({
      code: "history_kept",
      text: "CloudWatch keeps the history of alarms for 30 days.",
      params: { days: 30 },
    });
  if (rows.length === 0)
    notes.push({
      code: "none_found",
      text: `Nothing happened to the ${all.named.length} alarms looked at in this period.`,
      params: { state: asked.state ?? null, alarms: all.named.length },
    });
  const read = {
    ...all,
    skipped: [...all.skipped, ...swept.skipped],
    requests: all.requests + swept.found.reduce((sum, { result }) => sum + result.requests, 0),
    complete: all.complete && swept.found.every(({ result }) => result.complete),
  };
  const period = { from: window.from, to: window.to, zone: window.zone, utcDays: false };
  return {
    kind: "table",
    table: await toTable(account, { ...read, columns: historyColumns, rows, totals, notes, period }, call),
  };
}

type Parts = Pick<Table, "columns" | "rows" | "totals" | "notes" | "period"> & {
  searched: string[];
  skipped: Scope["skipped"];
  requests: number;
  complete: boolean;
};

async function toTable(account: AccountConfig, parts: Parts, call: Call): Promise<Table> {
  const { searched, skipped, requests, complete, ...own } = parts;
  return {
    ...own,
    scope: {
      accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
      regions: searched,
      skipped,
    },
    source: {
      service: "CloudWatch alarms",
      requests,
      cached: 0,
      usd: 0,
      freshTo: iso(call.context.now),
      scannedBytes: null,
    },
    truncated: complete ? null : pagesCut(own.rows.length),
  };
}
