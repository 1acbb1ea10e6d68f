import type { TrailEvent } from "../cloudtrail/read-event.ts";
import { reachNotes } from "../cloudtrail/trail-notes.ts";
import type { AccountConfig } from "../config.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { AwsCallError, ToolError } from "../errors.ts";
import { iso } from "../period.ts";
import type { Column, Note, Scope } from "../results.ts";
import { sweep, whySkipped } from "../sweep.ts";
import { actionFacts, type FactSheet, factSheet, findingFacts } from "./facts.ts";
import { isSample } from "./finding-row.ts";
import type { GuarddutyExplainFindingInput } from "./guardduty-explain-finding.ts";
import { findFinding } from "./list-findings.ts";
import { type RelatedEvents, relatedEvents } from "./related-events.ts";
import { resourceFacts } from "./resource-facts.ts";

const MAX_EVENTS = 30;

const columns: Column[] = [
  { name: "section", type: "text", label: { ko: "구분", en: "Section" } },
  { name: "name", type: "text", label: { ko: "항목", en: "Fact" } },
  { name: "value", type: "text", label: { ko: "내용", en: "Value" } },
  { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
];

export async function runGuarddutyExplainFinding(input: GuarddutyExplainFindingInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const swept = await sweep(account, account.regions, (region) => findFinding(account, region, input.finding_id, call));
  const [hit] = swept.found.flatMap(({ region, result: { finding } }) => (finding ? [{ region, finding }] : []));
  if (!hit) throw notFound(input.finding_id, swept.searched, swept.skipped);
  const { region, finding } = hit;
  const sheet = factSheet(call);
  findingFacts(sheet, finding);
  actionFacts(sheet, finding);
  const asked = await resourceFacts(sheet, finding, account, region, call);
  const { related, skipped } = await eventsAround(finding, account, region, call);
  for (const event of related?.events.slice(0, MAX_EVENTS) ?? []) eventFact(sheet, event);
  const requests = swept.found.reduce((sum, one) => sum + one.result.requests, 0);
  return {
    kind: "table",
    table: {
      columns,
      rows: sheet.rows,
      totals: { facts: sheet.rows.length, related_events: related?.events.length ?? 0 },
      period: related ? related.found.period : null,
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: related ? [...new Set([region, ...related.found.searched])] : [region],
        skipped: [...skipped, ...(related?.found.skipped ?? [])],
      },
      source: {
        service: related ? "GuardDuty, CloudTrail" : "GuardDuty",
        requests: requests + asked + (related?.found.requests ?? 0),
        cached: 0,
        usd: 0,
        freshTo: iso(call.context.now),
        scannedBytes: null,
      },
      truncated: null,
      notes: [...ownNotes(isSample(finding), finding.Service?.Archived === true), ...eventNotes(related, call)],
    },
  };
}

/** A trail that cannot be read takes nothing from the finding. */
async function eventsAround(
  finding: Parameters<typeof relatedEvents>[0],
  account: AccountConfig,
  region: string,
  call: Call,
): Promise<{ related: RelatedEvents | null; skipped: Scope["skipped"] }> {
  try {
    return { related: await relatedEvents(finding, account, region, call), skipped: [] };
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    return { related: null, skipped: [{ account: account.name, region: error.region, why: whySkipped(error) }] };
  }
}

function eventFact(sheet: FactSheet, { name, user, ip, region, error, values, id, time }: TrailEvent): void {
  const outcome = error === null ? "" : `, ${sheet.word("failed")} (${error})`;
  const set = values === "" ? "" : `, ${values}`;
  sheet.addEvent(name, `${user || "AWS"} (${ip}, ${region})${outcome}${set} [${id}]`, time);
}

function ownNotes(sample: boolean, archived: boolean): Note[] {
  const notes: Note[] = [];
  if (sample)
    notes.push({ code: "sample_finding", text: "A sample finding: it says nothing about this account.", params: {} });
  if (archived) notes.push({ code: "archived_finding", text: "This finding is archived.", params: {} });
  return notes;
}

function eventNotes(related: RelatedEvents | null, call: Call): Note[] {
  if (!related) return [];
  const { events, found } = related;
  const notes = reachNotes(found, call.context.now);
  if (events.length === 0)
    notes.push({ code: "none_found", text: "No related CloudTrail event was found in the period.", params: {} });
  if (events.length > MAX_EVENTS)
    notes.push({
      code: "events_left_out",
      text: `The newest ${MAX_EVENTS} of ${events.length} related events are listed.`,
      params: { shown: MAX_EVENTS, of: events.length },
    });
  return notes;
}

function notFound(id: string, searched: readonly string[], skipped: Scope["skipped"]): ToolError {
  const missed = skipped.map(({ region }) => region).join(", ");
  return new ToolError("not_found", {
    ko: `${searched.join(", ")} 리전에 ID가 ${id}인 탐지 결과가 없습니다${missed ? ` (조회하지 못한 리전: ${missed})` : ""}. guardduty_list_findings로 ID를 확인해 주세요.`,
    en: `There is no finding with the id ${id} in ${searched.join(", ")}${missed ? ` (not searched: ${missed})` : ""}. Look the id up with guardduty_list_findings.`,
  });
}
