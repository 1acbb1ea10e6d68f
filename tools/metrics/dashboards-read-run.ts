import type { AccountConfig } from "../config.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import { iso } from "../period.ts";
import { pagesCut } from "../read-pages.ts";
import type { Column, Note, Scope } from "../results.ts";
import { readBody, spanWords } from "./dashboard-body.ts";
import { type DashboardEntry, getDashboard, listDashboards } from "./dashboards.ts";
import type { DashboardsReadInput } from "./dashboards-read.ts";
import { bestMatches } from "./name-match.ts";
import { readWidget } from "./read-widgets.ts";

const column = (name: string, type: Column["type"], ko: string, en: string): Column => ({
  name,
  type,
  label: { ko, en },
});
const listColumns: Column[] = [
  column("dashboard", "text", "대시보드", "Dashboard"),
  column("modified", "time", "수정 시각", "Modified"),
  { ...column("size_bytes", "number", "크기", "Size"), unit: "bytes" },
];
const widgetColumns: Column[] = [
  column("widget", "number", "위젯", "Widget"),
  column("title", "text", "제목", "Title"),
  column("type", "text", "종류", "Type"),
  column("series", "text", "계열", "Series"),
  column("time", "time", "시각", "Time"),
  column("value", "number", "값", "Value"),
  column("text", "text", "내용", "Text"),
];
/** As the console opens a dashboard that names no span of its own. */
const USUAL_SPAN = "3h";

export async function runDashboardsRead(input: DashboardsReadInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const list = await listDashboards(account, call);
  if (input.name === undefined) return listed(account, list, call);
  return drawn(account, pick(input.name, list.entries, account), list.requests, input.period, call);
}

async function listed(
  account: AccountConfig,
  list: { entries: DashboardEntry[]; requests: number; complete: boolean },
  call: Call,
): Promise<Outcome> {
  const { entries } = list;
  const notes: Note[] =
    entries.length > 0 ? [] : [{ code: "none_found", text: `${account.name} has no CloudWatch dashboard.` }];
  return {
    kind: "table",
    table: {
      columns: listColumns,
      rows: entries.map(({ name, modified, bytes }) => [
        call.field(name),
        modified === null ? null : iso(modified),
        bytes,
      ]),
      totals: { dashboards: entries.length },
      period: null,
      ...(await about(account, { searched: [], skipped: [] }, list.requests, call)),
      truncated: list.complete ? null : pagesCut(entries.length),
      notes,
    },
  };
}

/** @throws ToolError naming the dashboards there are, or those that match. */
function pick(name: string, entries: readonly DashboardEntry[], account: AccountConfig): string {
  const called = entries.map((entry) => ({ entry, names: [entry.name] }));
  const { found } = bestMatches(name.trim().toLowerCase(), called);
  if (found.length === 1) return found[0]!.entry.name;
  const names = (found.length > 0 ? found.map(({ entry }) => entry) : entries)
    .slice(0, 20)
    .map((entry) => entry.name)
    .join(", ");
  if (found.length > 1)
    throw new ToolError("ambiguous", {
      ko: `"${name}" 대시보드가 ${found.length}개입니다. 하나를 정확히 지정해 주세요: ${names}.`,
      en: `${found.length} dashboards match "${name}". Name one exactly: ${names}.`,
    });
  throw new ToolError("not_found", {
    ko: `${account.name} 계정에 "${name}" 대시보드가 없습니다. 대시보드: ${names || "없음"}.`,
    en: `${account.name} has no dashboard called "${name}". Dashboards: ${names || "none"}.`,
  });
}

async function drawn(
  account: AccountConfig,
  name: string,
  asked: number,
  period: string | undefined,
  call: Call,
): Promise<Outcome> {
  const body = readBody(await getDashboard(account, name, call));
  if (!body)
    throw new ToolError("unavailable", {
      ko: `"${name}" 대시보드의 내용을 읽을 수 없습니다. CloudWatch 콘솔에서 확인해 주세요.`,
      en: `The body of the dashboard "${name}" is not readable. Look at it in the CloudWatch console.`,
    });
  const window = call.context.period(period ?? spanWords(body.start) ?? USUAL_SPAN);
  const read = await Promise.all(body.widgets.map((widget) => readWidget(widget, account, window, call)));
  const rows = read.flatMap((shown, index) => {
    const { type, properties } = body.widgets[index]!;
    const head = [index + 1, call.field(properties.title ?? null), call.field(type, 40)];
    return (shown.rows.length > 0 ? shown.rows : [[null, null, null, null]]).map((row) => [...head, ...row]);
  });
  const scope = {
    searched: [...new Set(read.flatMap(({ searched }) => searched))],
    skipped: unique(read.flatMap(({ skipped }) => skipped)),
  };
  const requests = asked + 1 + read.reduce((sum, one) => sum + one.requests, 0);
  const logs = body.widgets.filter(({ type }) => type === "log").length;
  const notes: Note[] = [
    { code: "dashboard", text: `Dashboard ${call.field(name)}.`, params: { name: call.field(name) } },
  ];
  if (logs > 0)
    notes.push({
      code: "log_widgets_not_run",
      text: `${logs} log ${logs === 1 ? "widget was" : "widgets were"} not run; logs_query runs such a query.`,
      params: { count: logs },
    });
  if (body.unreadable > 0)
    notes.push({
      code: "widgets_unreadable",
      text: `${body.unreadable} widgets could not be read.`,
      params: { count: body.unreadable },
    });
  return {
    kind: "table",
    table: {
      columns: widgetColumns,
      rows,
      totals: {
        widgets: body.widgets.length,
        series: read.reduce((sum, { series }) => sum + series, 0),
        points: rows.filter((row) => row[5] !== null).length,
      },
      period: { from: window.from, to: window.to, zone: window.zone, utcDays: false },
      ...(await about(account, scope, requests, call)),
      truncated: null,
      notes,
    },
  };
}

function unique(skipped: Scope["skipped"]): Scope["skipped"] {
  return [...new Map(skipped.map((one) => [JSON.stringify(one), one])).values()];
}

/** Dashboards belong to the account, not to a region. */
async function about(
  account: AccountConfig,
  { searched, skipped }: { searched: string[]; skipped: Scope["skipped"] },
  requests: number,
  call: Call,
) {
  return {
    scope: {
      accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
      regions: searched,
      skipped,
    },
    source: {
      service: "CloudWatch dashboards",
      requests,
      cached: 0,
      usd: 0,
      freshTo: iso(call.context.now),
      scannedBytes: null,
    },
  };
}
