import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import type { AccountConfig } from "../config.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import { iso, type Window } from "../period.ts";
import type { Column, Note, Period, Scalar } from "../results.ts";
import { sweep } from "../sweep.ts";
import { groupOwners } from "./group-owners.ts";
import { type Incoming, incomingBytes } from "./incoming-bytes.ts";
import { listLogGroups } from "./log-groups.ts";
import type { LogsListGroupsInput } from "./logs-list-groups.ts";

const columns: Column[] = [
  { name: "group", type: "text", label: { ko: "로그 그룹", en: "Log group" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "retention_days", type: "number", label: { ko: "보존 기간(일)", en: "Retention (days)" } },
  { name: "stored_bytes", type: "number", unit: "bytes", label: { ko: "저장 용량", en: "Stored bytes" } },
  { name: "created", type: "time", label: { ko: "생성 시각", en: "Created" } },
  { name: "owner", type: "text", label: { ko: "담당 (owner 태그)", en: "Owner (tag)" } },
];
const volumeColumns: Column[] = [
  { name: "incoming_bytes", type: "number", unit: "bytes", label: { ko: "수집량", en: "Incoming bytes" } },
  { name: "incoming_share", type: "percent", label: { ko: "수집 비중", en: "Share of incoming" } },
];

export async function runLogsListGroups(input: LogsListGroupsInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const window = input.period === undefined ? null : call.context.period(input.period);
  const wanted = input.contains?.toLowerCase() ?? "";
  const swept = await sweep(account, call.context.regions(account, input.regions), (region) =>
    readRegion(account, region, wanted, window, call),
  );
  const found = swept.found.flatMap(({ region, result }) =>
    result.groups.map((group) => ({
      region,
      group,
      owner: result.ownerOf(group),
      incoming: result.incomingOf(group),
    })),
  );
  const incoming = found.reduce((sum, row) => sum + (row.incoming ?? 0), 0);
  const rows = found
    .sort((a, b) => (b.incoming ?? 0) - (a.incoming ?? 0) || (b.group.storedBytes ?? 0) - (a.group.storedBytes ?? 0))
    .map(({ region, group, owner, incoming: own }): Scalar[] => [
      call.field(group.logGroupName, 512),
      region,
      group.retentionInDays ?? null,
      group.storedBytes ?? 0,
      group.creationTime === undefined ? null : iso(group.creationTime),
      call.field(owner),
      ...(own === null ? [] : [own, incoming === 0 ? 0 : Math.round((own / incoming) * 1e4) / 1e4]),
    ]);
  const spans = swept.found.flatMap(({ result }) => result.span ?? []);
  const unlimited = found.filter(({ group }) => group.retentionInDays === undefined);
  const size = (list: typeof found) => list.reduce((sum, { group }) => sum + (group.storedBytes ?? 0), 0);
  const notes: Note[] = swept.found.flatMap(({ region, result }) => (result.tagsRead ? [] : [noOwners(region)]));
  return {
    kind: "table",
    table: {
      columns: window ? [...columns, ...volumeColumns] : columns,
      rows,
      totals: {
        groups: found.length,
        stored_bytes: size(found),
        without_retention: unlimited.length,
        without_retention_bytes: size(unlimited),
        ...(window ? { incoming_bytes: incoming } : {}),
      },
      period: window && toPeriod(window, spans),
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: swept.searched,
        skipped: swept.skipped,
      },
      source: {
        service: window ? "CloudWatch Logs and metrics" : "CloudWatch Logs",
        requests: swept.found.reduce((sum, { result }) => sum + result.requests, 0),
        cached: 0,
        usd: 0,
        freshTo: iso(call.context.now),
        scannedBytes: null,
      },
      truncated: swept.found.every(({ result }) => result.complete)
        ? null
        : {
            shown: found.length,
            of: null,
            why: {
              ko: "페이지 한도; 리전마다 앞의 로그 그룹만 읽었습니다",
              en: "page limit; only the first log groups of a region were read",
            },
          },
      notes: found.length === 0 ? [...notes, noneFound(input.contains, call)] : notes,
    },
  };
}

async function readRegion(account: AccountConfig, region: string, wanted: string, window: Window | null, call: Call) {
  const [list, tags] = await Promise.all([
    listLogGroups(account, region, call),
    groupOwners(account, region, call).catch((error: unknown) => {
      if (error instanceof AwsCallError) return null;
      throw error;
    }),
  ]);
  const groups = list.groups.filter(({ logGroupName = "" }) => logGroupName.toLowerCase().includes(wanted));
  const names = groups.flatMap(({ logGroupName }) => logGroupName ?? []);
  const incoming: Incoming | null =
    window && names.length > 0 ? await incomingBytes(account, region, names, window, call) : null;
  return {
    groups,
    complete: list.complete,
    requests: list.requests + (tags?.requests ?? 1) + (incoming?.requests ?? 0),
    tagsRead: tags !== null,
    span: incoming,
    ownerOf: ({ arn = "" }: LogGroup) => tags?.owners.get(arn.replace(/:\*$/, "")) ?? null,
    incomingOf: ({ logGroupName = "" }: LogGroup) => (window ? (incoming?.bytes.get(logGroupName) ?? 0) : null),
  };
}

/** What was summed: whole steps of the metric. */
function toPeriod(window: Window, spans: readonly Incoming[]): Period {
  const from = Math.min(window.fromMs, ...spans.map((span) => span.fromMs));
  const to = Math.max(window.toMs, ...spans.map((span) => span.toMs));
  return { from: iso(from), to: iso(to), zone: window.zone, utcDays: false };
}

function noOwners(region: string): Note {
  return {
    code: "owners_unknown",
    text: `Owner tags could not be read in ${region} (permission tag:GetResources).`,
    params: { region, permission: "tag:GetResources" },
  };
}

function noneFound(contains: string | undefined, call: Call): Note {
  const part = contains ? ` contains "${call.field(contains)}"` : "";
  return { code: "none_found", text: `No log group${part} in the regions searched.` };
}
