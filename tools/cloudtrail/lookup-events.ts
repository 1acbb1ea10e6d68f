import type { Event, LookupAttributeKey } from "@aws-sdk/client-cloudtrail";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Retained } from "../retained.ts";

export interface LookupAttribute {
  key: LookupAttributeKey;
  value: string;
}

export interface Lookup {
  account: AccountConfig;
  region: string;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** The API takes one; null reads everything. */
  attribute: LookupAttribute | null;
  maxPages: number;
  /** Waits until nobody else does. */
  background?: boolean;
}

interface LookupPage {
  events: Event[];
  /** Nothing is left to read after this page. */
  last: boolean;
}

export interface LookupAnswer {
  events: Event[];
  requests: number;
  /** False when pages were left unread. */
  complete: boolean;
}

const PAGE = 50;

/** LookupEvents reaches back so many days. */
export const RETENTION_DAYS = 90;

export const retainedEvents: Retained = {
  ko: "CloudTrail 관리 이벤트 기록은",
  en: "CloudTrail's management events",
  days: RETENTION_DAYS,
};

/**
 * Management events of one region, newest first. LookupEvents allows two requests a second; the limiter waits for it, and
 * the same lookup of two people at once is sent once.
 */
export async function lookupEvents(
  lookup: Lookup,
  { aws, inFlight, signal }: Pick<Call, "aws" | "inFlight" | "signal">,
): Promise<LookupAnswer> {
  const key = `cloudtrail/${JSON.stringify({ ...lookup, account: lookup.account.name })}`;
  const read = (signal: AbortSignal) => readPages(lookup, { aws, signal });
  const { value, joined } = await inFlight.share(key, signal, read);
  return joined ? { ...value, requests: 0 } : value;
}

async function readPages(lookup: Lookup, call: Pick<Call, "aws" | "signal">): Promise<LookupAnswer> {
  const answer: LookupAnswer = { events: [], requests: 0, complete: false };
  for await (const page of lookupPages(lookup, call)) {
    answer.requests += 1;
    answer.events.push(...page.events);
    answer.complete = page.last;
  }
  return answer;
}

/** Ends at the last page, at `maxPages`, or where AWS hands out the token that it was given. */
export async function* lookupPages(
  lookup: Lookup,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): AsyncGenerator<LookupPage> {
  const { CloudTrailClient, LookupEventsCommand } = awsSdk("client-cloudtrail");
  const { account, region, attribute, background = false } = lookup;
  const client = aws.client(CloudTrailClient, account, region);
  let token: string | undefined;
  for (let page = 0; page < lookup.maxPages; page += 1) {
    const command = new LookupEventsCommand({
      StartTime: new Date(lookup.fromMs),
      EndTime: new Date(lookup.toMs),
      MaxResults: PAGE,
      ...(attribute ? { LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }] } : {}),
      ...(token ? { NextToken: token } : {}),
    });
    const at = { action: "cloudtrail:LookupEvents", account, region, signal, background };
    const reply = await aws.send(at, (options) => client.send(command, options));
    const events = (reply.Events ?? []).filter((event) => (event.EventTime?.getTime() ?? 0) < lookup.toMs);
    yield { events, last: !reply.NextToken };
    if (!reply.NextToken || reply.NextToken === token) return;
    token = reply.NextToken;
  }
}
