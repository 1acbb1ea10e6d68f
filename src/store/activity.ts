import type { Activity, LastCalls } from "../ports/activity.ts";
import type { Database } from "./database.ts";

/** Speed is that of the last calls; fewer than this say nothing. */
const SPEED_CALLS = 400;
const LEAST_CALLS = 3;
/** A call that the person stopped says nothing about the model, and a wrong argument nothing about AWS. */
const NO_TROUBLE = ["aborted"];
const AWS_TROUBLE = ["access_denied", "expired_credentials", "throttled", "unavailable", "timeout", "internal"];

/** `ownTools`: the tools that ask nobody outside. */
export function createActivity(db: Database, ownTools: readonly string[]): Activity {
  const speeds = db.prepare<[], { model: string; output: number; ms: number }>(
    `SELECT model, sum(output) AS output, sum(ms) AS ms FROM (
       SELECT call ->> '$.model' AS model, call ->> '$.usage.output' AS output, call ->> '$.ms' AS ms
         FROM model_calls WHERE call ->> '$.failure' IS NULL ORDER BY id DESC LIMIT ${SPEED_CALLS})
      WHERE output > 0 GROUP BY model HAVING count(*) >= ${LEAST_CALLS} AND sum(ms) > 0`,
  );
  const model = db.prepare<[number], { usd: number | null; unpriced: number | null }>(
    `SELECT sum(call ->> '$.usd') AS usd,
            sum(CASE WHEN call ->> '$.usd' IS NULL THEN (call ->> '$.usage.input') + (call ->> '$.usage.output') +
              (call ->> '$.usage.cacheRead') + (call ->> '$.usage.cacheWrite') END) AS unpriced
       FROM model_calls WHERE created_at >= ?`,
  );
  const asked = db.prepare<[number], { questions: number; requests: number | null }>(
    "SELECT count(*) AS questions, sum(record ->> '$.ceRequests') AS requests FROM runs WHERE started_at >= ?",
  );
  const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(", ");
  const lastModel = {
    ok: db
      .prepare<[number], number | null>(
        "SELECT max(created_at) FROM model_calls WHERE created_at >= ? AND call ->> '$.failure' IS NULL",
      )
      .pluck(),
    failed: db.prepare<[number], { code: string; at: number }>(
      `SELECT call ->> '$.failure' AS code, created_at AS at FROM model_calls
        WHERE created_at >= ? AND call ->> '$.failure' IS NOT NULL AND call ->> '$.failure' NOT IN (${quoted(NO_TROUBLE)})
        ORDER BY id DESC LIMIT 1`,
    ),
  };
  const foreign = `created_at >= ? AND record ->> '$.name' NOT IN (${quoted(ownTools)})`;
  const lastAws = {
    ok: db
      .prepare<[number], number | null>(
        `SELECT max(created_at) FROM tool_calls WHERE ${foreign} AND record ->> '$.error' IS NULL`,
      )
      .pluck(),
    failed: db.prepare<[number], { code: string; at: number }>(
      `SELECT record ->> '$.error' AS code, created_at AS at FROM tool_calls
        WHERE ${foreign} AND record ->> '$.error' IN (${quoted(AWS_TROUBLE)}) ORDER BY created_at DESC LIMIT 1`,
    ),
  };
  const queue = db.prepare<[], { waiting: number; running: number }>(
    `SELECT count(*) FILTER (WHERE state = 'queued') AS waiting, count(*) FILTER (WHERE state = 'running') AS running
       FROM inbox WHERE state IN ('queued', 'running')`,
  );

  const last = (of: typeof lastModel, since: number): LastCalls => {
    const okAt = of.ok.get(since) ?? null;
    const failed = of.failed.get(since);
    const stands = failed !== undefined && failed.at >= (okAt ?? 0);
    return { okAt, failure: stands ? failed.code : null, failedAt: stands ? failed.at : null };
  };

  return {
    speeds: () => Object.fromEntries(speeds.all().map(({ model, output, ms }) => [model, (output / ms) * 1000])),
    spent(since) {
      const { usd, unpriced } = model.get(since) ?? { usd: null, unpriced: null };
      const { questions, requests } = asked.get(since) ?? { questions: 0, requests: null };
      return {
        modelUsd: usd ?? 0,
        unpricedTokens: unpriced ?? 0,
        costExplorerRequests: requests ?? 0,
        questions,
      };
    },
    health: (since) => ({
      model: last(lastModel, since),
      aws: last(lastAws, since),
      queue: queue.get() ?? { waiting: 0, running: 0 },
    }),
  };
}
