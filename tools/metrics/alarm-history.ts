import type { AlarmHistoryItem } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Window } from "../period.ts";
import { readPages } from "../read-pages.ts";

const PAGE = 100;
const MAX_PAGES = 20;

export interface AlarmEvent {
  ms: number;
  name: string;
  region: string;
  kind: "state" | "config" | "action";
  from: string | null;
  to: string | null;
  detail: string;
}

/** What happened to alarms in the window, newest first. CloudWatch keeps thirty days. [CloudWatch user guide, alarms] */
export async function alarmHistory(
  account: AccountConfig,
  region: string,
  { fromMs, toMs }: Window,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ events: AlarmEvent[]; requests: number; complete: boolean }> {
  const { CloudWatchClient, DescribeAlarmHistoryCommand } = awsSdk("client-cloudwatch");
  const client = aws.client(CloudWatchClient, account, region);
  const { pages, requests, complete } = await readPages(
    MAX_PAGES,
    (token) => {
      const command = new DescribeAlarmHistoryCommand({
        AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
        StartDate: new Date(fromMs),
        EndDate: new Date(toMs),
        ScanBy: "TimestampDescending",
        MaxRecords: PAGE,
        ...(token ? { NextToken: token } : {}),
      });
      return aws.send({ action: "cloudwatch:DescribeAlarmHistory", account, region, signal }, (options) =>
        client.send(command, options),
      );
    },
    (page) => page.NextToken,
  );
  const events = pages.flatMap((page) => (page.AlarmHistoryItems ?? []).map((item) => toEvent(item, region)));
  return { events, requests, complete };
}

const state = z.object({ stateValue: z.string(), stateReason: z.string().optional() });
const historyData = z.object({ oldState: state, newState: state });
const kinds = { StateUpdate: "state", ConfigurationUpdate: "config", Action: "action" } as const;

function toEvent(
  { Timestamp, AlarmName, HistoryItemType, HistorySummary, HistoryData }: AlarmHistoryItem,
  region: string,
): AlarmEvent {
  const kind = kinds[HistoryItemType as keyof typeof kinds] ?? "config";
  const data = kind === "state" ? historyData.safeParse(jsonOf(HistoryData)) : null;
  return {
    ms: Timestamp?.getTime() ?? 0,
    name: AlarmName ?? "",
    region,
    kind,
    from: data?.success ? data.data.oldState.stateValue : null,
    to: data?.success ? data.data.newState.stateValue : null,
    detail: (data?.success ? data.data.newState.stateReason : null) ?? HistorySummary ?? "",
  };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

/** How long each state lasted, in minutes: to the next change of the same alarm, or to now. Events are newest first. */
export function minutesLasted(events: readonly AlarmEvent[], now: number): (number | null)[] {
  const ends = new Map<string, number>();
  return events.map(({ kind, name, region, ms }) => {
    if (kind !== "state") return null;
    const key = `${region} ${name}`;
    const end = ends.get(key) ?? now;
    ends.set(key, ms);
    return Math.round((end - ms) / 6_000) / 10;
  });
}
