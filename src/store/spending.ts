import type { Spending } from "../ports/history.ts";
import type { Database } from "./database.ts";

interface Span {
  since: number;
  /** Ids of calls: past the first, up to the second. */
  after: number;
  upTo: number;
  asker: string | null;
}

interface Kept extends Spending {
  since: number;
  upTo: number;
}

/** Askers whose sums are kept; those of others are added up again. */
const MOST = 1_000;

/**
 * What the model calls of all or of one person cost since a moment. It is asked several times in every turn, always since
 * the same midnight: the sum is kept and what came since is added, because at the end of a busy day adding it all up
 * would take longer than the rest of a turn. What was paid stays paid where a thread is forgotten meanwhile.
 */
export function createSpending(db: Database): (since: number, asker?: string) => Spending {
  const newest = db.prepare<[], number>("SELECT coalesce(max(id), 0) FROM model_calls").pluck();
  const sum = (where: string) =>
    db.prepare<Span, { usd: number | null; unpriced: number | null }>(
      `SELECT sum(call ->> '$.usd') AS usd,
              sum(CASE WHEN call ->> '$.usd' IS NULL THEN (call ->> '$.usage.input') + (call ->> '$.usage.output') +
                (call ->> '$.usage.cacheRead') + (call ->> '$.usage.cacheWrite') END) AS unpriced
       FROM model_calls WHERE ${where}
         AND (@asker IS NULL OR (SELECT asker FROM runs WHERE runs.run_id = model_calls.run_id) = @asker)`,
    );
  // A plus keeps SQLite from going by that column: the first time by the index of times, then by the few newest ids.
  const first = sum("created_at >= @since AND +id > @after AND +id <= @upTo");
  const next = sum("+created_at >= @since AND id > @after AND id <= @upTo");
  const kept = new Map<string | null, Kept>();

  return (since, asked) => {
    const asker = asked ?? null;
    const known = kept.get(asker);
    const before = known?.since === since ? known : { usd: 0, unpricedTokens: 0, upTo: 0 };
    const upTo = newest.get() as unknown as number;
    const found = (before.upTo > 0 ? next : first).get({ since, after: before.upTo, upTo, asker });
    const usd = before.usd + (found?.usd ?? 0);
    const unpricedTokens = before.unpricedTokens + (found?.unpriced ?? 0);
    kept.delete(asker);
    kept.set(asker, { since, usd, unpricedTokens, upTo });
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    return { usd, unpricedTokens };
  };
}
