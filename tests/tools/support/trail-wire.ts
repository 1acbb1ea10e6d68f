import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Aws, createAws } from "../../../tools/aws.ts";
import { createLimiter } from "../../../tools/limiter.ts";

/** An event as the small trail below keeps it. */
export interface WireEvent {
  id: string;
  ms: number;
  name: string;
  user: string;
  request?: object;
  error?: string;
  readOnly?: boolean;
}

interface Asked {
  StartTime: number;
  EndTime: number;
  NextToken?: string;
}

type Reply = { error: string; status?: number } | { Events: object[]; NextToken?: string };

/** LookupEvents alone, over the real protocol and without its limit of two a second: for tests that read many pages. */
export interface TrailWire {
  events: WireEvent[];
  asked: Asked[];
  /** Answers the next request in place of the trail; null lets it pass. */
  instead: ((asked: Asked, usual: Reply) => Reply | null)[];
  /** AWS as tools reach it, with a limiter on a clock that only its own waits move. */
  hurriedAws(): Aws;
  stop(): Promise<void>;
}

const PAGE = 50;

export async function startTrailWire(): Promise<TrailWire> {
  let endpoint = "";
  const wire: TrailWire = {
    events: [],
    asked: [],
    instead: [],
    hurriedAws: () => hurriedAws(endpoint),
    stop: () => new Promise((done) => void server.close(() => done())),
  };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const asked = JSON.parse(body) as Asked;
    wire.asked.push(asked);
    const usual = answer(wire.events, asked);
    const reply = wire.instead.shift()?.(asked, usual) ?? usual;
    const failed = "error" in reply;
    response.writeHead(failed ? (reply.status ?? 400) : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(failed ? { __type: reply.error, message: reply.error } : reply));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return wire;
}

function hurriedAws(endpoint: string): Aws {
  let now = 0;
  const limiter = createLimiter(
    () => now,
    async (ms) => {
      now += ms;
    },
  );
  const keys = async () => ({
    accessKeyId: "AKIASAMPLEONLYATEST1",
    secretAccessKey: "sample-secret-only-in-a-test-00000000001",
  });
  return createAws(limiter, { endpoint, keys });
}

/** Newest first, both ends included, as AWS does it; a token is where the page begins. */
function answer(events: readonly WireEvent[], { StartTime, EndTime, NextToken }: Asked): Reply {
  const found = events
    .filter(({ ms }) => ms >= StartTime * 1_000 && ms <= EndTime * 1_000)
    .sort((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1));
  const at = Number(NextToken ?? 0);
  const more = at + PAGE < found.length ? { NextToken: String(at + PAGE) } : {};
  return { Events: found.slice(at, at + PAGE).map(toEvent), ...more };
}

function toEvent({ id, ms, name, user, request, error, readOnly = false }: WireEvent): object {
  return {
    EventId: id,
    EventName: name,
    EventTime: ms / 1_000,
    EventSource: "ec2.amazonaws.com",
    Username: user,
    ReadOnly: String(readOnly),
    Resources: [],
    CloudTrailEvent: JSON.stringify({
      awsRegion: "us-east-1",
      sourceIPAddress: "198.51.100.7",
      userAgent: "aws-cli/2.0",
      requestParameters: request ?? null,
      ...(error ? { errorCode: error } : {}),
    }),
  };
}
