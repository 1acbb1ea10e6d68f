/** Lines one by one: searched over a group, read along a stream, or looked up by pointer. */
import { createHash } from "node:crypto";
import type * as Logs from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../call.ts";
import { fieldsOf, placeOf, pointerTo } from "../insights/fields.ts";
import { valueText } from "../insights/values.ts";
import { AwsError } from "../wire/errors.ts";
import type { Operations } from "../wire/service.ts";
import { MINUTE } from "../world/calendar.ts";
import type { LogGroup } from "../world/log-groups.ts";
import { type LogLine, linesInMinute } from "../world/log-lines.ts";
import { filterOf } from "./logs-filter.ts";
import { checkLimit, findGroup, invalid, invalidToken, oldestKept } from "./logs-groups.ts";

const MOST_EVENTS = 10_000;
/** A call looks at no more lines than this; what is left is for the next page, be this one empty or not. */
const SCANNED_A_PAGE = 60_000;
const INGESTION_LAG = 900;

/** The next line to look at: a minute, and the line's place in it. */
interface Place {
  minute: number;
  index: number;
}

const digest = (inputs: object) => createHash("sha256").update(JSON.stringify(inputs)).digest("hex").slice(0, 12);
const tokenOf = (kind: string, { minute, index }: Place, at: number, inputs: object) =>
  `${kind}/${Buffer.from(`${minute}:${index}:${at}:${digest(inputs)}`).toString("base64url")}`;

/** @throws AwsError InvalidParameterException */
function placeFrom(token: string, kinds: string[], inputs: object): Place & { kind: string; at: number } {
  const [kind = "", body = ""] = token.split("/");
  const [, minute, index, at, hash] =
    /^(\d+):(-?\d+):(\d+):(\w+)$/.exec(Buffer.from(body, "base64url").toString("utf8")) ?? [];
  if (!kinds.includes(kind) || hash !== digest(inputs)) throw invalidToken();
  return { kind, minute: Number(minute), index: Number(index), at: Number(at) };
}

const minuteAt = (time: number) => Math.floor(time / MINUTE) * MINUTE;

/** @throws AwsError InvalidParameterException */
function spanOf(input: { startTime?: number | undefined; endTime?: number | undefined }, group: LogGroup, at: number) {
  const { startTime = 0, endTime } = input;
  if (endTime !== undefined && startTime > endTime)
    throw invalid("The value of startTime is later than the value of endTime.");
  return { from: Math.max(startTime, oldestKept(group, at)), to: Math.min(endTime ?? at + 1, at + 1) };
}

export const eventOperations = {
  FilterLogEvents(input, call) {
    const { nextToken, limit, ...inputs } = input;
    const group = findGroup(input.logGroupName ?? input.logGroupIdentifier, call);
    if (input.logStreamNames?.length && input.logStreamNamePrefix)
      throw invalid("logStreamNames and logStreamNamePrefix are mutually exclusive.");
    const size = checkLimit(limit, MOST_EVENTS);
    const matches = filterOf(input.filterPattern);
    const begun = nextToken ? placeFrom(nextToken, ["e"], inputs) : undefined;
    const at = begun?.at ?? Math.floor(call.now);
    const { from, to } = spanOf(input, group, at);
    const start = begun ?? { minute: minuteAt(from), index: 0 };
    const events: Logs.FilteredLogEvent[] = [];
    let scanned = 0;
    for (let minute = start.minute; minute < to; minute += MINUTE) {
      for (const [index, line] of linesInMinute(call.world.setting, group, minute).entries()) {
        if (line.time < from || line.time >= to || (minute === start.minute && index < start.index)) continue;
        if (events.length >= size || scanned >= SCANNED_A_PAGE)
          return { events, searchedLogStreams: [], nextToken: tokenOf("e", { minute, index }, at, inputs) };
        scanned += 1;
        if (input.logStreamNames?.length && !input.logStreamNames.includes(line.stream)) continue;
        if (!line.stream.startsWith(input.logStreamNamePrefix ?? "") || !matches(line.message)) continue;
        events.push({ logStreamName: line.stream, ...toEvent(line), eventId: eventId(line) });
      }
    }
    return { events, searchedLogStreams: [] };
  },

  GetLogEvents(input, call) {
    const { nextToken, limit, startFromHead, ...inputs } = input;
    const group = findGroup(input.logGroupName ?? input.logGroupIdentifier, call);
    const stream = input.logStreamName ?? "";
    const begun = nextToken ? placeFrom(nextToken, ["f", "b"], inputs) : undefined;
    if (!exists(group, stream, call))
      throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
    const span = spanOf(input, group, Math.floor(call.now));
    const walk: Walk = { call, group, stream, ...span, size: checkLimit(limit, MOST_EVENTS) };
    const forward = begun ? begun.kind === "f" : startFromHead === true;
    const found = forward
      ? forwards(walk, begun ?? { minute: minuteAt(span.from), index: 0 })
      : backwards(walk, begun ?? endOf(walk));
    return {
      events: found.lines.map(toEvent),
      nextForwardToken: tokenOf("f", found.end, 0, inputs),
      nextBackwardToken: tokenOf("b", found.start, 0, inputs),
    };
  },

  GetLogRecord(input, call) {
    const [, name = "", key = ""] = /^(.*):(\d+\.\d+)$/.exec(placeOf(input.logRecordPointer ?? "")) ?? [];
    const group = findGroup(name || "-", call);
    const [minute = ""] = key.split(".");
    const line = linesInMinute(call.world.setting, group, Number(minute) * MINUTE).find((l) => l.key === key);
    if (!line || line.time > call.now || line.time < oldestKept(group, call.now))
      throw new AwsError("ResourceNotFoundException", "The log record does not exist.");
    const fields = { ...fieldsOf(line, group.name, call.account.id), "@ptr": pointerTo(`${group.name}:${key}`) };
    return {
      logRecord: Object.fromEntries(
        Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, valueText(value)]])),
      ),
    };
  },
} satisfies Operations<typeof Logs>;

const toEvent = (line: LogLine) => ({
  timestamp: line.time,
  message: line.message,
  ingestionTime: line.time + INGESTION_LAG,
});

/** 56 digits, as AWS's are; the same line always has the same. */
function eventId(line: LogLine): string {
  const [minute = "", index = ""] = line.key.split(".");
  return `${minute.padStart(20, "3")}${index.padStart(36, "0")}`;
}

function exists(group: LogGroup, stream: string, call: Call): boolean {
  const [, year, month, day] = /^(\d{4})\/(\d\d)\/(\d\d)\//.exec(stream) ?? [];
  const when = year ? Date.UTC(Number(year), Number(month) - 1, Number(day)) : call.now;
  return group.streams(Math.floor(when / 86_400_000) * 86_400_000).includes(stream);
}

interface Walk {
  call: Call;
  group: LogGroup;
  stream: string;
  from: number;
  to: number;
  size: number;
}

/** The place after the last line before `walk.to`. */
function endOf({ call, group, to }: Walk): Place {
  const minute = minuteAt(to - 1);
  return { minute, index: linesInMinute(call.world.setting, group, minute).filter((line) => line.time < to).length };
}

/** `start` is the place to read back from, `end` the one to read on from; both stay where there is nothing more. */
interface Found {
  lines: LogLine[];
  start: Place;
  end: Place;
}

function forwards(walk: Walk, begin: Place): Found {
  const found: Found = { lines: [], start: begin, end: begin };
  let scanned = 0;
  for (let { minute } = begin; minute < walk.to; minute += MINUTE)
    for (const [index, line] of linesInMinute(walk.call.world.setting, walk.group, minute).entries()) {
      if (line.time < walk.from || (minute === begin.minute && index < begin.index)) continue;
      if (line.time >= walk.to || found.lines.length >= walk.size || scanned >= SCANNED_A_PAGE) return found;
      scanned += 1;
      found.end = { minute, index: index + 1 };
      if (line.stream !== walk.stream) continue;
      if (found.lines.length === 0) found.start = { minute, index };
      found.lines.push(line);
    }
  return found;
}

/** Oldest first as well. */
function backwards(walk: Walk, begin: Place): Found {
  const found: Found = { lines: [], start: begin, end: begin };
  let scanned = 0;
  for (let { minute } = begin; minute > walk.from - MINUTE; minute -= MINUTE) {
    const lines = linesInMinute(walk.call.world.setting, walk.group, minute);
    for (const [index, line] of [...lines.entries()].reverse()) {
      if (line.time >= walk.to || (minute === begin.minute && index >= begin.index)) continue;
      if (line.time < walk.from || found.lines.length >= walk.size || scanned >= SCANNED_A_PAGE) return found;
      scanned += 1;
      found.start = { minute, index };
      if (line.stream === walk.stream) found.lines.unshift(line);
    }
  }
  return found;
}
