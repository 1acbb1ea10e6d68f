import type { Finding } from "@aws-sdk/client-guardduty";
import type { Call, Outcome } from "../define-tool.ts";
import { iso, type Window } from "../period.ts";
import type { Note, Scope } from "../results.ts";
import { needRetained, type Retained } from "../retained.ts";
import { sweep } from "../sweep.ts";
import { columns, isSample, levelFrom, resourceText, toRow } from "./finding-row.ts";
import { findingTotals } from "./finding-totals.ts";
import type { GuarddutyListFindingsInput } from "./guardduty-list-findings.ts";
import { type FindingsQuestion, listFindings } from "./list-findings.ts";

const DAY_MS = 86_400_000;
const retained: Retained = { ko: "GuardDuty 탐지 결과는", en: "GuardDuty's findings", days: 90 };

export async function runGuarddutyListFindings(input: GuarddutyListFindingsInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const window = input.period === undefined ? null : call.context.period(input.period);
  if (window) needRetained(retained, window, call);
  const oldest = call.context.now - retained.days * DAY_MS;
  const question: FindingsQuestion = {
    minSeverity: input.severity ? levelFrom[input.severity] : null,
    fromMs: window?.fromMs ?? null,
    type: WHOLE_TYPE.test(input.type ?? "") ? input.type! : null,
    archived: null,
  };
  // Asked apart, so that many archived ones do not use up the pages of those that count.
  const swept = await sweep(account, call.context.regions(account, input.regions), async (region) => {
    const active = await listFindings(account, region, { ...question, archived: false }, call);
    const archived = await listFindings(account, region, { ...question, archived: true }, call);
    return {
      findings: [...active.findings, ...archived.findings],
      requests: active.requests + archived.requests,
      complete: active.complete && (archived.complete || input.archived === "no"),
      counted: archived.complete,
      enabled: active.enabled,
    };
  });

  const all = swept.found.flatMap(({ region, result }) =>
    result.findings
      .filter(
        (finding) => isBefore(finding, window) && isAbout(finding, input.resource) && isOfType(finding, input.type),
      )
      .map((finding) => ({ region, finding, sample: isSample(finding), archived: isArchived(finding) })),
  );
  const kept = all
    .filter(({ sample }) => input.include_samples || !sample)
    .filter((one) => isWanted(one, input.archived))
    .sort((a, b) => (b.finding.UpdatedAt ?? "").localeCompare(a.finding.UpdatedAt ?? ""));
  const excludedArchived = all.filter(({ sample, archived }) => archived && (input.include_samples || !sample));
  const off = swept.found.filter(({ result }) => !result.enabled).map(({ region }) => region);
  return {
    kind: "table",
    table: {
      columns,
      rows: kept.map(({ region, finding }) => toRow(finding, region, account.name, call)),
      totals: findingTotals(
        kept.map(({ finding }) => finding),
        all.map(({ finding }) => finding),
      ),
      period: {
        from: window && window.fromMs >= oldest ? window.from : iso(Math.floor(oldest / DAY_MS) * DAY_MS),
        to: window?.to ?? iso(call.context.now),
        zone: call.context.zone,
        utcDays: false,
      },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: swept.searched.filter((region) => !off.includes(region)),
        skipped: [...swept.skipped, ...off.map(notEnabled(account.name))],
      },
      source: {
        service: "GuardDuty",
        requests: swept.found.reduce((sum, { result }) => sum + result.requests, 0),
        cached: 0,
        usd: 0,
        freshTo: iso(call.context.now),
        scannedBytes: null,
      },
      truncated: swept.found.every(({ result }) => result.complete)
        ? null
        : {
            shown: kept.length,
            of: null,
            why: {
              ko: "페이지 한도; 심각도를 높이거나 기간을 줄이면 됩니다",
              en: "page limit; raise the severity or shorten the period",
            },
          },
      notes: [
        ...(window && window.fromMs < oldest ? [retention(oldest)] : []),
        ...toNotes({
          samples: input.include_samples ? 0 : all.filter((one) => one.sample && isWanted(one, input.archived)).length,
          archived: input.archived === "no" ? excludedArchived.length : 0,
          uncounted: swept.found.some(({ result }) => !result.counted),
          severity: input.severity,
          empty: kept.length === 0,
        }),
      ],
    },
  };
}

const isArchived = (finding: Finding): boolean => finding.Service?.Archived === true;

const isWanted = ({ archived }: { archived: boolean }, asked: "no" | "yes" | "any"): boolean =>
  asked === "any" || archived === (asked === "yes");

function isAbout(finding: Finding, words: string | undefined): boolean {
  const text = `${resourceText(finding.Resource) ?? ""} ${finding.Resource?.AccessKeyDetails?.UserName ?? ""}`;
  return !words || text.toLowerCase().includes(words.toLowerCase());
}

/** As GuardDuty writes it, which its API compares as a whole: people name the telling part, "SSH" or "brute force". */
const WHOLE_TYPE = /^\w+:\w+\/\S+$/;
const lettersOf = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, "");

function isOfType({ Type = "" }: Finding, wanted: string | undefined): boolean {
  return !wanted || lettersOf(Type).includes(lettersOf(wanted));
}

function isBefore(finding: Finding, window: Window | null): boolean {
  return window === null || Date.parse(finding.UpdatedAt ?? "") < window.toMs;
}

function notEnabled(account: string): (region: string) => Scope["skipped"][number] {
  return (region) => ({ account, region, why: { ko: "GuardDuty 꺼짐", en: "GuardDuty is not enabled" } });
}

interface About {
  samples: number;
  archived: number;
  uncounted: boolean;
  severity: string | undefined;
  empty: boolean;
}

function retention(oldest: number): Note {
  const from = iso(Math.floor(oldest / DAY_MS) * DAY_MS);
  const text = `GuardDuty keeps findings for ${retained.days} days; searched from ${from}.`;
  return { code: "retention", text, params: { service: "GuardDuty", from } };
}

function toNotes(about: About): Note[] {
  const notes: Note[] = [];
  if (about.samples > 0)
    notes.push({
      code: "samples_excluded",
      text: `Sample findings not included: ${about.samples}.`,
      params: { count: about.samples },
    });
  if (about.archived > 0)
    notes.push({
      code: "archived_excluded",
      text: `Archived findings that match but are not included: ${about.archived}${about.uncounted ? " or more" : ""}.`,
      params: { count: about.archived },
    });
  if (about.empty)
    notes.push({
      code: "none_found",
      text: `No finding${about.severity ? ` of severity ${about.severity} or higher` : ""} matches in the regions searched.`,
    });
  return notes;
}
