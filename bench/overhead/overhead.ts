import type { Goal } from "../goal.ts";
import { askAll, spread } from "../reply/ask.ts";
import { type Processes, startProcesses } from "../reply/processes.ts";
import { table } from "../table.ts";
import { AWS_MS, type DelayedAccount, startDelayedAccount } from "./delayed-account.ts";
import { type PacedModel, startPacedModel } from "./paced-model.ts";

/** So many turns are under way at once when each takes as long as model and AWS do and one begins every so many ms. */
const ROUNDS = [
  { atOnce: 1, threads: 5, everyMs: 8_000 },
  { atOnce: 50, threads: 200, everyMs: 160 },
];
const WARM_UP = 40;

/** Milliseconds from the question's delivery to its whole answer that neither the model nor AWS took. */
interface Result {
  atOnce: number;
  turns: number;
  errors: number;
  p50: number;
  p95: number;
  worst: number;
  /** Of the bot's process, a turn. */
  cpuMs: number;
}

/**
 * What opsthread itself adds to a turn. Model and AWS take as long as they do in life, so that turns pile up as they would:
 * a call of a model, a tool call, the answer, some eight seconds; one question every 160 ms keeps 50 threads under way.
 */
export const overhead = {
  name: "overhead",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const model = await startPacedModel();
    const account = await startDelayedAccount();
    const processes = await startProcesses(model.url, account);
    try {
      await processes.control.settings({ rate_limits: false });
      await round({ processes, model, account, from: 0 }, { atOnce: WARM_UP, threads: WARM_UP, everyMs: 160 });
      const results: Result[] = [];
      let from = WARM_UP;
      for (const one of ROUNDS) {
        results.push(await round({ processes, model, account, from }, one));
        from += one.threads;
      }
      say("A question with a tool call to its whole answer, less the model's time and AWS's (ms)");
      say(
        table(
          ["threads at once", "turns", "p50", "p95", "worst", "CPU each", "errors"],
          results.map((one) => [
            String(one.atOnce),
            String(one.turns),
            ...[one.p50, one.p95, one.worst, one.cpuMs],
            String(one.errors),
          ]),
        ),
      );
      const busy = results.at(-1)!;
      const goals: Goal[] = [
        { what: "own overhead a turn with 50 threads at once, p95, ms", measured: busy.p95, limit: 150 },
        { what: "errors among them", measured: busy.errors, limit: 0 },
      ];
      return { goals, results };
    } finally {
      await processes.stop();
      account.stop();
      await model.stop();
    }
  },
};

interface Ends {
  processes: Processes;
  model: PacedModel;
  account: DelayedAccount;
  /** The number of the first question. */
  from: number;
}

async function round(
  { processes, model, account, from }: Ends,
  { atOnce, threads, everyMs }: (typeof ROUNDS)[number],
): Promise<Result> {
  const before = account.asked();
  const { times, errors, cpuMs } = await askAll(processes, {
    ...{ threads, everyMs, pollMs: 2_000 },
    text: (i) => `question ${from + i}`,
  });
  const calls = (account.asked() - before) / threads;
  const own = times
    .flatMap(({ heard, final }, i) => (final ? [final - heard - model.spentOn(from + i) - AWS_MS] : []))
    .sort((a, b) => a - b);
  // The first of all also assumes the role.
  if (from > 0 && calls !== 1) throw new Error(`AWS was asked ${calls} times a turn, not once`);
  return { atOnce, turns: threads, errors, ...spread(own), worst: own.at(-1) ?? Number.NaN, cpuMs: cpuMs / threads };
}
