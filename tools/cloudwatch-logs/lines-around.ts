import type { CloudWatchLogsClient, FilteredLogEvent, OutputLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

export interface Place {
  account: AccountConfig;
  region: string;
  group: string;
}

export interface LogEvent {
  ms: number;
  stream: string;
  message: string;
}

export interface Around {
  /** Oldest first, the last ones before the instant. */
  before: LogEvent[];
  /** Oldest first, from the instant on. */
  after: LogEvent[];
  requests: number;
}

/** How far to either side lines are looked for, nearest first: most groups are busy enough for the first. */
const reaches = [10_000, 120_000, 1_800_000, 21_600_000];
const MAX_PAGES = 8;

/** Lines of all streams of a group. FilterLogEvents reads forwards only, so the span grows until it holds enough. */
export async function linesOfGroup(place: Place, atMs: number, lines: number, call: Call): Promise<Around> {
  const read = await eventReader(place, call);
  let requests = 0;
  const side = async (span: (reach: number) => [number, number], take: (events: LogEvent[]) => LogEvent[]) => {
    let events: LogEvent[] = [];
    for (const reach of reaches) {
      const found = await read.filtered(...span(reach));
      requests += found.requests;
      // A wider span that could not be read to its end may lack just the lines next to the instant.
      if (found.complete || events.length === 0) events = found.events;
      if (events.length >= lines || !found.complete) break;
    }
    return take(events);
  };
  const [before, after] = await Promise.all([
    side(
      (reach) => [atMs - reach, atMs - 1],
      (events) => events.slice(-lines),
    ),
    side(
      (reach) => [atMs, Math.min(atMs + reach, Math.max(call.context.now, atMs))],
      (events) => events.slice(0, lines),
    ),
  ]);
  return { before, after, requests };
}

/** Lines of one stream, read outwards from the instant. */
export async function linesOfStream(
  place: Place & { stream: string },
  atMs: number,
  lines: number,
  call: Call,
): Promise<Around> {
  const read = await eventReader(place, call);
  const [before, after] = await Promise.all([
    read.stream(place.stream, { endTime: atMs, startFromHead: false }, lines),
    read.stream(place.stream, { startTime: atMs, startFromHead: true }, lines),
  ]);
  return {
    before: before.events.slice(-lines),
    after: after.events.slice(0, lines),
    requests: before.requests + after.requests,
  };
}

async function eventReader({ account, region, group }: Place, { aws, signal }: Call) {
  const sdk = awsSdk("client-cloudwatch-logs");
  const client: CloudWatchLogsClient = aws.client(sdk.CloudWatchLogsClient, account, region);
  const site = (action: string) => ({ action, account, region, signal });

  return {
    /** Both ends included; an empty page with a token is not the end. */
    async filtered(startTime: number, endTime: number) {
      const events: LogEvent[] = [];
      let [requests, token] = [0, undefined as string | undefined];
      do {
        const command = new sdk.FilterLogEventsCommand({
          logGroupName: group,
          startTime,
          endTime,
          ...(token ? { nextToken: token } : {}),
        });
        const reply = await aws.send(site("logs:FilterLogEvents"), (options) => client.send(command, options));
        requests += 1;
        events.push(...(reply.events ?? []).map((event) => toEvent(event, event.logStreamName)));
        token = reply.nextToken;
      } while (token && requests < MAX_PAGES);
      return { events: events.sort((a, b) => a.ms - b.ms), requests, complete: !token };
    },

    /** The end of a stream is told by a token that repeats. */
    async stream(name: string, span: { startTime?: number; endTime?: number; startFromHead: boolean }, lines: number) {
      const events: LogEvent[] = [];
      let [requests, token] = [0, undefined as string | undefined];
      for (; requests < MAX_PAGES; ) {
        const command = new sdk.GetLogEventsCommand({
          logGroupName: group,
          logStreamName: name,
          limit: lines,
          ...span,
          ...(token ? { nextToken: token } : {}),
        });
        const reply = await aws.send(site("logs:GetLogEvents"), (options) => client.send(command, options));
        requests += 1;
        events.push(...(reply.events ?? []).map((event) => toEvent(event, name)));
        const next = span.startFromHead ? reply.nextForwardToken : reply.nextBackwardToken;
        if (events.length >= lines || !next || next === token) break;
        token = next;
      }
      return { events: events.sort((a, b) => a.ms - b.ms), requests };
    },
  };
}

function toEvent({ timestamp, message }: FilteredLogEvent | OutputLogEvent, stream: string | undefined): LogEvent {
  return { ms: timestamp ?? 0, stream: stream ?? "", message: message ?? "" };
}
