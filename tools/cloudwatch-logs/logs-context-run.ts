import type { Call, Outcome } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { iso } from "../period.ts";
import type { Column, Note } from "../results.ts";
import { type LogEvent, linesOfGroup, linesOfStream } from "./lines-around.ts";
import { oldestKept } from "./log-groups.ts";
import type { LogsContextInput } from "./logs-context.ts";
import { type ResolvedGroups, resolveGroups } from "./resolve-groups.ts";

const columns: Column[] = [
  { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
  {
    name: "seconds",
    type: "number",
    unit: "s",
    label: { ko: "기준 시점과의 차이(초)", en: "Seconds from the instant" },
  },
  { name: "stream", type: "text", label: { ko: "로그 스트림", en: "Log stream" } },
  { name: "message", type: "text", label: { ko: "내용", en: "Message" } },
];

export async function runLogsContext(input: LogsContextInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const window = call.context.period(`since ${input.at}`);
  if (/^\s*\d{4}-\d{2}(-\d{2})?\s*$/.test(input.at)) throw needsTime(input.at);
  const atMs = window.fromMs;
  const resolved = await resolveGroups([input.group], input.region ? [input.region] : undefined, account, call);
  const { region, group } = onlyGroup(input.group, resolved);
  const name = group.logGroupName ?? "";
  const place = { account, region, group: name };
  const found = input.stream
    ? await linesOfStream({ ...place, stream: input.stream }, atMs, input.lines, call)
    : await linesOfGroup(place, atMs, input.lines, call);
  const rows = [...found.before, ...found.after].map((event) => [
    iso(event.ms),
    Math.round(event.ms - atMs) / 1_000,
    call.field(event.stream),
    call.field(event.message, 2_048),
  ]);
  const notes: Note[] = [
    {
      code: "instant",
      text: `Around ${iso(atMs)} in ${name}.`,
      params: { at: iso(atMs), group: call.field(name, 512) },
    },
  ];
  if (rows.length === 0)
    notes.push({
      code: "none_found",
      text: `No line was logged within six hours of this instant; the group keeps lines since ${iso(oldestKept(group, call.context.now))}.`,
    });
  const ends: LogEvent[] = [...found.before, ...found.after];
  return {
    kind: "table",
    table: {
      columns,
      rows,
      totals: { lines: rows.length, before: found.before.length, after: found.after.length },
      period:
        ends.length === 0
          ? null
          : { from: iso(ends[0]!.ms), to: iso(ends.at(-1)!.ms + 1), zone: window.zone, utcDays: false },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: [region],
        skipped: resolved.skipped,
      },
      source: {
        service: "CloudWatch Logs",
        requests: resolved.requests + found.requests,
        cached: 0,
        usd: 0,
        freshTo: null,
        scannedBytes: null,
      },
      truncated: null,
      notes,
    },
  };
}

function needsTime(at: string): InputError {
  return new InputError({
    ko: `"${at}"은(는) 날짜입니다. 2026-11-15T09:00:30처럼 시각까지 지정해 주세요.`,
    en: `"${at}" is a day. Give a time as well, as in 2026-11-15T09:00:30.`,
  });
}

function onlyGroup(asked: string, { places }: ResolvedGroups) {
  const all = places.flatMap(({ region, groups }) => groups.map((group) => ({ region, group })));
  if (all.length === 1) return all[0]!;
  const names = all
    .slice(0, 10)
    .map(({ region, group }) => `${group.logGroupName} (${region})`)
    .join(", ");
  throw new ToolError("ambiguous", {
    ko: `"${asked}"에 해당하는 로그 그룹이 ${all.length}개입니다. 하나를 정확히 지정해 주세요: ${names}.`,
    en: `${all.length} log groups match "${asked}". Name one of them exactly: ${names}.`,
  });
}
