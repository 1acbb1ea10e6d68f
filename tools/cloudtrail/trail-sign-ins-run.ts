import type { Call, Outcome } from "../define-tool.ts";
import type { Column, Scalar } from "../results.ts";
import { needRetained } from "../retained.ts";
import { askedAccounts } from "../sweep-accounts.ts";
import { type EventFilter, ROOT } from "./event-filter.ts";
import { findEvents, trailRegions } from "./find-events.ts";
import { inAccounts } from "./in-accounts.ts";
import { retainedEvents } from "./lookup-events.ts";
import type { TrailEvent } from "./read-event.ts";
import type { TrailSignInsInput } from "./trail-sign-ins.ts";
import { countsOf, noneFound, trailTable } from "./trail-table.ts";

const SIGN_IN = "ConsoleLogin";

/**
 * Besides us-east-1 and the region of a regional sign-in page, sign-ins of IAM users at the global page are recorded in one
 * of these, by what is nearest (CloudTrail User Guide, console sign-in events).
 */
const SIGN_IN_REGIONS = ["us-east-2", "eu-north-1", "ap-southeast-2"];

const columns: Column[] = [
  { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
  { name: "user", type: "text", label: { ko: "사용자", en: "User" } },
  { name: "event", type: "text", label: { ko: "이벤트", en: "Event" } },
  { name: "outcome", type: "text", label: { ko: "결과", en: "Outcome" } },
  { name: "error", type: "text", label: { ko: "오류", en: "Error" } },
  { name: "mfa", type: "bool", label: { ko: "MFA 사용", en: "MFA used" } },
  { name: "source_ip", type: "text", label: { ko: "원본 IP", en: "Source IP" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "agent", type: "text", label: { ko: "프로그램", en: "Program" } },
  { name: "event_id", type: "id", label: { ko: "이벤트 ID", en: "Event ID" } },
];
type Kind = TrailSignInsInput["kind"];

/** Root is asked for with all it did: a call with its keys needs no sign-in. */
const filters: Record<Kind, EventFilter> = {
  all: { events: [SIGN_IN] },
  failed: { events: [SIGN_IN], errors_only: true },
  no_mfa: { events: [SIGN_IN] },
  root: { user: ROOT },
};

const asked: Record<Kind, string> = {
  all: "No console sign-in",
  failed: "No failed console sign-in",
  no_mfa: "No successful console sign-in without MFA",
  root: "No use of the root user",
};

export async function runTrailSignIns(input: TrailSignInsInput, call: Call): Promise<Outcome> {
  const filter = { ...filters[input.kind], ...(input.user && { user: input.user }) };
  const window = call.context.period(input.period);
  needRetained(retainedEvents, window, call);
  const { found, rows, ...listed } = await inAccounts(askedAccounts(input.account, call), columns, async (account) => {
    const regions = [...new Set([...trailRegions(account.regions), ...SIGN_IN_REGIONS])];
    const all = await findEvents(filter, window, account, regions, call);
    const events = all.events.filter((event) => isKind(event, input.kind));
    return { found: { ...all, events }, rows: events.map(toRow) };
  });
  const { events } = found;
  const signIns = events.filter(({ name }) => name === SIGN_IN);
  const totals = {
    sign_ins: signIns.length,
    failed: signIns.filter(({ error }) => error !== null).length,
    without_mfa: signIns.filter((event) => isKind(event, "no_mfa")).length,
    root: signIns.filter(({ user }) => user === ROOT).length,
    other_calls: events.length - signIns.length,
    users: new Set(events.map(({ user }) => user)).size,
    ...countsOf("user", events, ({ user }) => user),
    ...countsOf("ip", events, ({ ip }) => ip),
  };
  const what = `${asked[input.kind]}${input.user ? ` of user "${call.field(input.user)}"` : ""} in this period`;
  const own = { ...listed, rows, totals, notes: noneFound(found, what) };
  return { kind: "table", table: trailTable(found, own, call) };
}

function isKind({ error, mfaUsed, user }: TrailEvent, kind: Kind): boolean {
  if (kind === "no_mfa") return error === null && mfaUsed === false;
  return kind !== "root" || user === ROOT;
}

function toRow(event: TrailEvent): Scalar[] {
  const { time, user, name, error, mfaUsed, ip, region, agent, id } = event;
  return [time, user, name, error === null ? "ok" : "failed", error, mfaUsed, ip, region, agent, id];
}
