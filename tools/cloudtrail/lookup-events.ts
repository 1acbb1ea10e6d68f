import type { Event, LookupAttributeKey } from "@aws-sdk/client-cloudtrail";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

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
}

export interface LookupAnswer {
  events: Event[];
  requests: number;
  /** False when pages were left unread. */
  complete: boolean;
}

const PAGE = 50;

/** Management events of one region, newest first. LookupEvents allows two requests a second; the limiter waits for it. */
export async function lookupEvents(
  lookup: Lookup,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<LookupAnswer> {
  const { CloudTrailClient, LookupEventsCommand } = await import("@aws-sdk/client-cloudtrail");
  const { account, region, attribute } = lookup;
  const client = aws.client(CloudTrailClient, account, region);
  const events: Event[] = [];
  let requests = 0;
  let token: string | undefined;
  do {
    const command = new LookupEventsCommand({
      StartTime: new Date(lookup.fromMs),
      EndTime: new Date(lookup.toMs),
      MaxResults: PAGE,
      ...(attribute ? { LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }] } : {}),
      ...(token ? { NextToken: token } : {}),
    });
    const reply = await aws.send({ action: "cloudtrail:LookupEvents", account, region, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    events.push(...(reply.Events ?? []));
    if (reply.NextToken === token) break;
    token = reply.NextToken;
  } while (token && requests < lookup.maxPages);
  return {
    events: events.filter((event) => (event.EventTime?.getTime() ?? 0) < lookup.toMs),
    requests,
    complete: !token,
  };
}
