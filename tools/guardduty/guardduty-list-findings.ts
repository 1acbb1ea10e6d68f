import type { Finding } from "@aws-sdk/client-guardduty";
import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import { iso, type Window } from "../period.ts";
import type { Note, Scope } from "../results.ts";
import { sweep } from "../sweep.ts";
import { columns, isSample, levelFrom, levelOf, levels, toRow } from "./finding-row.ts";
import { countFindings, type FindingsQuestion, listFindings } from "./list-findings.ts";

const DAY_MS = 86_400_000;
/** GuardDuty keeps findings for 90 days. */
const RETAINED_MS = 90 * DAY_MS;

/** Threats GuardDuty reports, newest first. */
export const guarddutyListFindings = defineTool({
  name: "guardduty_list_findings",
  title: { ko: "GuardDuty 탐지 결과 조회", en: "GuardDuty findings" },
  description: text(
    "List GuardDuty findings (suspected threats) with severity, type, affected resource and times, the latest first.",
    "Use for questions on threats, attacks, suspicious activity or security findings.",
    "Severity is a minimum: low 1, medium 4, high 7, critical 9. The period is by last update; without one, all retained (90 days).",
    "Archived and sample findings are left out unless asked for, and counted in the notes.",
    "Not for: who did something (trail_find_events), compliance checks.",
  ),
  annotations: readsAws,
  input: ({ period, account, regions }) =>
    z.strictObject({
      severity: z.enum(levels).optional().describe("Lowest level to list."),
      period: period.optional(),
      archived: z.enum(["no", "yes", "any"]).default("no"),
      type: z
        .string()
        .min(3)
        .max(200)
        .optional()
        .describe("Exact finding type, e.g. UnauthorizedAccess:EC2/SSHBruteForce."),
      include_samples: z.boolean().default(false),
      account,
      regions,
    }),

  async run(input, call) {
    const account = call.context.account(input.account);
    const window = input.period === undefined ? null : call.context.period(input.period);
    const question: FindingsQuestion = {
      minSeverity: input.severity ? levelFrom[input.severity] : null,
      fromMs: window?.fromMs ?? null,
      type: input.type ?? null,
      archived: { no: false, yes: true, any: null }[input.archived],
    };
    const swept = await sweep(account, call.context.regions(account, input.regions), async (region) => ({
      ...(await listFindings(account, region, question, call)),
      left:
        input.archived === "no" ? await countFindings(account, region, { ...question, archived: true }, call) : null,
    }));

    const inTime = swept.found.flatMap(({ region, result }) =>
      result.findings.filter((finding) => isBefore(finding, window)).map((finding) => ({ region, finding })),
    );
    const kept = inTime
      .filter(({ finding }) => input.include_samples || !isSample(finding))
      .sort((a, b) => (b.finding.UpdatedAt ?? "").localeCompare(a.finding.UpdatedAt ?? ""));
    const at = (level: string) => kept.filter(({ finding }) => levelOf(finding.Severity ?? 0) === level).length;
    const off = swept.found.filter(({ result }) => !result.enabled).map(({ region }) => region);
    return {
      kind: "table",
      table: {
        columns,
        rows: kept.map(({ region, finding }) => toRow(finding, region, account.name, call)),
        totals: {
          findings: kept.length,
          critical: at("critical"),
          high: at("high"),
          medium: at("medium"),
          low: at("low"),
        },
        period: {
          from: window?.from ?? iso(Math.floor((call.context.now - RETAINED_MS) / DAY_MS) * DAY_MS),
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
          requests: swept.found.reduce((sum, { result }) => sum + result.requests + (result.left?.requests ?? 0), 0),
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
        notes: toNotes({
          samples: inTime.length - kept.length,
          archived: swept.found.reduce((sum, { result }) => sum + (result.left?.count ?? 0), 0),
          severity: input.severity,
          empty: kept.length === 0,
        }),
      },
    };
  },
});

function isBefore(finding: Finding, window: Window | null): boolean {
  return window === null || Date.parse(finding.UpdatedAt ?? "") < window.toMs;
}

function notEnabled(account: string): (region: string) => Scope["skipped"][number] {
  return (region) => ({ account, region, why: { ko: "GuardDuty 꺼짐", en: "GuardDuty is not enabled" } });
}

function toNotes(about: { samples: number; archived: number; severity: string | undefined; empty: boolean }): Note[] {
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
      text: `Archived findings that match but are not included: ${about.archived}.`,
      params: { count: about.archived },
    });
  if (about.empty)
    notes.push({
      code: "none_found",
      text: `No finding${about.severity ? ` of severity ${about.severity} or higher` : ""} matches in the regions searched.`,
    });
  return notes;
}
