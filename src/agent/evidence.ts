import type { DatasetInfo } from "../ports/datasets.ts";
import type { Usage } from "../ports/model.ts";
import type { Claim, Evidence, ToolCallRecord, TurnShares } from "../ports/turn.ts";

/** The results a turn used: those it fetched, and earlier ones its calls named (`d1` in SQL or as an argument). */
export function usedDatasets(toolCalls: ToolCallRecord[], datasets: DatasetInfo[]): DatasetInfo[] {
  const used = new Set<string>();
  for (const call of toolCalls) {
    if (call.error !== null) continue;
    if (call.dataset) used.add(call.dataset);
    for (const [handle] of JSON.stringify(call.args ?? null).matchAll(/\bd\d+\b/g)) used.add(handle);
  }
  return datasets.filter((info) => used.has(info.handle));
}

export function evidenceOf(used: DatasetInfo[], unverified: string[], claims: Claim[]): Evidence {
  return {
    datasets: used.map(({ handle, tool, args, period, scope, source, truncated, notes }) => ({
      handle,
      tool,
      args,
      period,
      scope,
      source,
      truncated,
      notes,
    })),
    claims,
    unverified,
  };
}

/** Cost Explorer's API, which anomalies are part of, is what charges by request. */
export function costExplorerRequests(fetched: DatasetInfo[], toolCalls: ToolCallRecord[]): number {
  const answered = fetched.filter((info) => /cost (explorer|anomaly detection)/i.test(info.source.service));
  const unanswered = toolCalls.reduce((sum, { requests = 0 }) => sum + requests, 0);
  return answered.reduce((sum, info) => sum + info.source.requests, unanswered);
}

export function sharesOf(claims: Claim[], tokens: Usage): TurnShares {
  const sent = tokens.input + tokens.cacheRead + tokens.cacheWrite;
  return {
    proven: share(claims.filter((claim) => claim.proven).length, claims.length),
    cached: share(tokens.cacheRead, sent),
  };
}

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
