import type { Goal } from "../goal.ts";
import { table } from "../table.ts";
import { askAll, type Spread, spread } from "./ask.ts";
import { startInstantModel } from "./instant-model.ts";
import { type Processes, startProcesses } from "./processes.ts";

/** So many threads are asked in, all in the same moment or one after so many milliseconds. */
const ROUNDS = [
  { threads: 1, everyMs: 0 },
  { threads: 50, everyMs: 50 },
  { threads: 50, everyMs: 0 },
  { threads: 200, everyMs: 0 },
];
/** The first questions of a process pay for compiling; they are not counted. */
const WARM_UP = 60;

interface Result {
  threads: number;
  everyMs: number;
  errors: number;
  firstSign: Spread;
  final: Spread;
  cpuMs: number;
  rssMb: number;
  loopP99Ms: number;
}
/**
 * From the moment Slack hands over a question to the first sign (the status line) and to the complete answer, with a
 * model that answers at once and no AWS: all that is left is the bot's own time and the stand-in's. All of it runs on
 * this machine, and Slack's rate limits are off. In one burst, the last question waits for the work of all before it.
 */
export const reply = {
  name: "reply",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const model = await startInstantModel();
    const processes = await startProcesses(model.url);
    try {
      await processes.control.settings({ rate_limits: false });
      for (let i = 0; i < 3; i++) await round(processes, WARM_UP / 3, 0);
      const results: Result[] = [];
      for (const { threads, everyMs } of ROUNDS) results.push(await best(processes, threads, everyMs));
      say("A question to its answer, model and AWS instant (ms; the better of two rounds)");
      say(
        table(
          ["threads", "sign p50", "sign p95", "answer p50", "answer p95", "CPU each", "loop p99", "RSS MB", "errors"],
          results.map((one) => [
            one.everyMs > 0 ? `${one.threads}, one every ${one.everyMs} ms` : `${one.threads} at once`,
            ...[one.firstSign.p50, one.firstSign.p95, one.final.p50, one.final.p95],
            ...[one.cpuMs, one.loopP99Ms, one.rssMb, one.errors],
          ]),
        ),
      );
      const steady = results.find(({ everyMs }) => everyMs > 0)!;
      const goals: Goal[] = [
        { what: "first sign in a steady stream, p95, ms", measured: steady.firstSign.p95, limit: 300 },
        { what: "errors with 200 threads at once", measured: results.at(-1)!.errors, limit: 0 },
      ];
      return { goals, results };
    } finally {
      await processes.stop();
      await model.stop();
    }
  },
};

/** Other work on the machine only ever makes a round slower. */
async function best(processes: Processes, threads: number, everyMs: number): Promise<Result> {
  const rounds = [await round(processes, threads, everyMs), await round(processes, threads, everyMs)];
  return rounds.reduce((a, b) => (b.final.p95 < a.final.p95 ? b : a));
}

async function round(processes: Processes, threads: number, everyMs: number): Promise<Result> {
  const { times, cpuMs, ...rest } = await askAll(processes, { threads, everyMs, text: (i) => `question ${i}` });
  return {
    threads,
    everyMs,
    ...rest,
    firstSign: spread(times.flatMap(({ heard, sign }) => (sign ? [sign - heard] : []))),
    final: spread(times.flatMap(({ heard, final }) => (final ? [final - heard] : []))),
    cpuMs: cpuMs / threads,
  };
}
