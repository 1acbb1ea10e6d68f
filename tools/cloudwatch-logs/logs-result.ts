import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Window } from "../period.ts";
import type { Note, Period, Scope, Source } from "../results.ts";
import type { InsightsAnswer } from "./insights.ts";
import type { ResolvedGroups } from "./resolve-groups.ts";

/** What every answer of a Logs Insights query says of itself, in the shape of a table's fields. */
export async function logsResult(
  about: { account: AccountConfig; resolved: ResolvedGroups; window: Window; answer: InsightsAnswer },
  call: Call,
): Promise<{ period: Period; scope: Scope; source: Source; notes: Note[] }> {
  const { account, resolved, window, answer } = about;
  const names = resolved.groups.flatMap(({ logGroupName }) => logGroupName ?? []);
  return {
    period: { from: window.from, to: window.to, zone: window.zone, utcDays: false },
    scope: {
      accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
      regions: [resolved.region],
      skipped: [],
    },
    source: {
      service: "CloudWatch Logs Insights",
      requests: resolved.requests + answer.requests,
      cached: 0,
      usd: Math.round(answer.usd * 1e6) / 1e6,
      freshTo: null,
      scannedBytes: answer.scannedBytes,
    },
    notes: [
      {
        code: "log_groups",
        text: `Log groups searched: ${call.field(names.join(", "), 600)}.`,
        params: { count: names.length, groups: call.field(names.join(", "), 600) },
      },
    ],
  };
}
