import { z } from "zod";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import type { Column, Scalar, Table } from "../ports/tools.ts";
import { describeTool, readArgs } from "./describe-tool.ts";
import { readPeriod } from "./read-period.ts";

const SHOWN_ROWS = 20;

export interface ChangesDeps {
  approvals: Pick<ApprovalStore, "endedBetween">;
  personName: (id: string) => Promise<string>;
  clock: Clock;
}

const input = z.strictObject({
  period: z
    .string()
    .max(40)
    .default("7d")
    .describe("Such as 7d, 24h, today, this week, last week, 2026-11-01..2026-11-15; in the asker's zone."),
  include_not_made: z.boolean().default(false).describe("Also requests that were denied, expired or not carried out."),
});

const column = (name: string, type: Column["type"], ko: string, en: string): Column => ({
  name,
  type,
  label: { ko, en },
});
const COLUMNS: Column[] = [
  column("time", "time", "시각", "Time"),
  column("change", "text", "변경", "Change"),
  column("target", "text", "대상", "Target"),
  column("account", "text", "계정", "Account"),
  column("region", "text", "리전", "Region"),
  column("asked_by", "text", "요청", "Asked by"),
  column("approved_by", "text", "승인", "Approved by"),
  column("outcome", "text", "결과", "Outcome"),
  column("verified", "bool", "확인됨", "Verified"),
  column("request_id", "id", "요청 ID", "Request ID"),
  column("event_id", "id", "CloudTrail", "CloudTrail"),
  column("approval_id", "id", "승인 번호", "Approval"),
];

/** What reached AWS, or may have. */
const MADE = new Set<Approval["state"]>(["succeeded", "unknown"]);

/** What was changed by way of approvals, and by whom: from the record of decisions, not from anybody's memory. */
export function changesMade({ approvals, personName, clock }: ChangesDeps): ThreadTool {
  return {
    descriptor: describeTool({
      name: "changes_made",
      title: { ko: "승인된 변경 내역", en: "Changes made by approval" },
      description: [
        "What was changed through this bot's approval cards in a period: when, what, which target, who asked, who approved, how it ended.",
        'Use for "what was changed and by whom", "what did you change", "who approved". Not for changes made elsewhere: those are in CloudTrail.',
      ].join(" "),
      input,
    }),
    async run(args, { context }) {
      const { period, include_not_made: all } = readArgs("changes_made", input, args);
      const span = readPeriod(period, context.zone, clock.now());
      const seen = approvals
        .endedBetween(span.from, span.to)
        .filter(({ contract }) => context.accounts.includes(contract.call.account.name));
      const made = seen.filter(({ state }) => MADE.has(state));
      const shown = all ? seen : made;
      const rows = await Promise.all(shown.map((approval) => rowOf(approval, context.language, personName)));
      const table = tableOf(shown, rows, context.accounts, { ...span, zone: context.zone }, clock.now());
      table.totals = { made: made.length, not_made: seen.length - made.length };
      return { text: digest(table, seen.length - made.length), table };
    },
  };
}

async function rowOf(
  approval: Approval,
  language: "ko" | "en",
  personName: (id: string) => Promise<string>,
): Promise<Scalar[]> {
  const { contract, preview, votes, requester, state, outcome, verification, reconciliation, decidedBy } = approval;
  const approvers = MADE.has(state) || votes.length > 0 ? votes.map(({ user }) => user) : [];
  const people = approvers.length === 0 && decidedBy && state !== "denied" ? [decidedBy] : approvers;
  const names = await Promise.all(people.map(personName));
  return [
    new Date(outcome ? Date.parse(outcome.at) : (approval.decidedAt ?? approval.expiresAt)).toISOString(),
    preview.title[language],
    preview.target[language],
    contract.call.account.name,
    contract.call.region,
    await personName(requester),
    names.join(", ") || null,
    state,
    verification?.ok ?? null,
    outcome && "requestId" in outcome ? outcome.requestId : null,
    reconciliation?.eventId ?? null,
    approval.id.slice(0, 12),
  ];
}

function tableOf(
  shown: Approval[],
  rows: Scalar[][],
  accounts: string[],
  { from, to, zone }: { from: number; to: number; zone: string },
  now: number,
): Table {
  const ids = new Map(shown.map(({ contract }) => [contract.call.account.name, contract.call.account.id]));
  const freshTo = new Date(now).toISOString();
  return {
    columns: COLUMNS,
    rows,
    totals: {},
    period: { from: new Date(from).toISOString(), to: new Date(to).toISOString(), zone, utcDays: false },
    scope: { accounts: accounts.map((name) => ({ id: ids.get(name) ?? "", name })), regions: [], skipped: [] },
    source: { service: "Approvals", requests: 0, cached: 0, usd: 0, freshTo, scannedBytes: null },
    truncated: null,
    notes: [],
  };
}

function digest({ rows, columns, totals }: Table, notMade: number): string {
  const head = `${totals.made} changes were made by approval in this period, ${notMade} requests were not carried out.`;
  const names = columns.map(({ name }) => name).join(" | ");
  const lines = rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => cell ?? "-").join(" | "));
  const rest = rows.length > SHOWN_ROWS ? [`(${rows.length - SHOWN_ROWS} more rows in the dataset)`] : [];
  return [head, ...(rows.length > 0 ? [names, ...lines, ...rest] : [])].join("\n");
}
