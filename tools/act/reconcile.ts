import type { Event } from "@aws-sdk/client-cloudtrail";
import { awsSdk } from "../aws-sdk.ts";
import type { Clock } from "../clock.ts";
import { httpTimeouts } from "../credentials.ts";
import type { Permission } from "../define-action.ts";
import { iso } from "../period.ts";
import { recorded } from "../recorded-clients.ts";
import type { Bilingual } from "../results.ts";
import type { Asked } from "./execute.ts";
import type { AcceptedOrder } from "./handshake.ts";
import { openSession, sessionName } from "./session.ts";

export interface Reconciliation {
  kind: "executed" | "not_executed" | "open";
  eventId: string | null;
  requestId: string | null;
  at: string;
  text: Bilingual;
}

/** CloudTrail shows a call within five minutes as a rule; AWS names fifteen as what to expect at most. */
const TRAIL_DELAY_MS = 20 * 60_000;
/** The two clocks, and what was on its way. */
const SLACK_MS = 5 * 60_000;
const MAX_PAGES = 5;

/**
 * What became of an order, from AWS's own records: every call of its session carries the approval's name, and commands
 * on hosts carry it as their comment. Changes nothing. Never throws: what cannot be read is `open`.
 */
export async function reconcile(
  accepted: AcceptedOrder,
  sentAt: number,
  clock: Clock,
  asked: Asked,
): Promise<Reconciliation> {
  const { action, order } = accepted;
  const { account, region, args } = order.contract.call;
  const answer = (kind: Reconciliation["kind"], text: Bilingual, found: Partial<Reconciliation> = {}) => ({
    kind,
    eventId: null,
    requestId: null,
    at: iso(clock.now()),
    text,
    ...found,
  });
  const { change } = action.permissions(args, { account, region });
  const changes = new Set(change.actions.map((name) => name.slice(name.indexOf(":") + 1)));
  try {
    const event = await findEvent(accepted, changes, { from: sentAt - SLACK_MS, to: clock.now() + SLACK_MS }, asked);
    if (event) {
      const { errorCode, requestID } = recordOf(event);
      const found = { eventId: event.EventId ?? null, requestId: requestID ?? null };
      if (errorCode)
        return answer(
          "not_executed",
          {
            ko: `CloudTrail에 따르면 AWS가 이 호출을 거부했습니다 (${errorCode}). 아무것도 바뀌지 않았습니다.`,
            en: `CloudTrail shows that AWS refused the call (${errorCode}). Nothing was changed.`,
          },
          found,
        );
      const when = iso(event.EventTime?.getTime() ?? sentAt);
      return answer(
        "executed",
        {
          ko: `CloudTrail에 따르면 AWS가 이 호출을 실행했습니다 (${event.EventName}, ${when}).`,
          en: `CloudTrail shows that AWS carried it out (${event.EventName}, ${when}).`,
        },
        found,
      );
    }
    const command = changes.has("SendCommand") ? await findCommand(accepted, sentAt, asked) : null;
    if (command !== null)
      return answer("executed", {
        ko: `SSM에 이 승인의 명령이 있습니다 (${command}).`,
        en: `SSM holds the command of this approval (${command}).`,
      });
    if (clock.now() - sentAt > TRAIL_DELAY_MS)
      return answer("not_executed", {
        ko: "CloudTrail에 이 승인으로 실행된 호출이 없습니다. 20분이 지났으므로 AWS에 닿지 않은 것으로 봅니다.",
        en: "CloudTrail holds no call of this approval after 20 minutes, so it did not reach AWS.",
      });
    return answer("open", {
      ko: "CloudTrail에 아직 기록이 없습니다. 기록은 몇 분 늦게 나타납니다.",
      en: "CloudTrail holds nothing of it yet; its records come some minutes late.",
    });
  } catch (error) {
    const why = error instanceof Error ? error.name : "error";
    return answer("open", {
      ko: `AWS의 기록을 읽지 못했습니다 (${why}).`,
      en: `AWS's records could not be read (${why}).`,
    });
  }
}

async function findEvent(
  accepted: AcceptedOrder,
  names: ReadonlySet<string>,
  { from, to }: { from: number; to: number },
  asked: Asked,
): Promise<Event | null> {
  const { CloudTrailClient, LookupEventsCommand } = awsSdk("client-cloudtrail");
  const trail = watched(
    new CloudTrailClient(await settings(accepted, "cloudtrail:LookupEvents", asked)),
    accepted,
    asked,
  );
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const reply = await trail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: "Username", AttributeValue: sessionName(accepted.order) }],
        StartTime: new Date(from),
        EndTime: new Date(to),
        ...(token ? { NextToken: token } : {}),
      }),
      { abortSignal: asked.signal },
    );
    const calls = (reply.Events ?? []).filter(({ EventName }) => names.has(callOf(EventName)));
    // A throttled call was sent again: what counts is the one that went through.
    const found = calls.find((event) => recordOf(event).errorCode === undefined) ?? calls[0];
    if (found) return found;
    token = reply.NextToken;
    if (!token) return null;
  }
  return null;
}

/** The id of the command that carries the approval's name. */
async function findCommand(accepted: AcceptedOrder, sentAt: number, asked: Asked): Promise<string | null> {
  const { ListCommandsCommand, SSMClient } = awsSdk("client-ssm");
  const ssm = watched(new SSMClient(await settings(accepted, "ssm:ListCommands", asked)), accepted, asked);
  const after = new Date(sentAt - SLACK_MS).toISOString().replace(/\.\d+Z$/, "Z");
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const reply = await ssm.send(
      new ListCommandsCommand({
        Filters: [{ key: "InvokedAfter", value: after }],
        ...(token ? { NextToken: token } : {}),
      }),
      { abortSignal: asked.signal },
    );
    const found = (reply.Commands ?? []).find(({ Comment }) => Comment === sessionName(accepted.order));
    if (found) return found.CommandId ?? null;
    token = reply.NextToken;
    if (!token) return null;
  }
  return null;
}

async function settings(accepted: AcceptedOrder, action: string, asked: Asked) {
  const look: Permission = { actions: [action], resources: ["*"] };
  const credentials = await openSession(accepted, [look], asked);
  return { region: accepted.order.contract.call.region, credentials, maxAttempts: 3, requestHandler: httpTimeouts };
}

function watched<Client>(client: Client, { order }: AcceptedOrder, { record }: Asked): Client {
  const { account, region } = order.contract.call;
  return recorded(client, { account: account.name, region }, record);
}

/** Some services name the version of their API as well: `UpdateAlias20150331`. */
const callOf = (event = ""): string => event.replace(/\d{8}(v\d+)?$/, "");

function recordOf(event: Event): { errorCode?: string; requestID?: string } {
  try {
    return JSON.parse(event.CloudTrailEvent ?? "{}") as { errorCode?: string; requestID?: string };
  } catch {
    return {};
  }
}
