import { setTimeout as sleep } from "node:timers/promises";
import type { JournalEntry } from "../../sandbox/slack/journal.ts";
import type { Processes } from "./processes.ts";

const PEOPLE = ["jiwoo", "seoyeon", "doyun", "sarah"];
const WITHIN_MS = 60_000;

export interface Spread {
  p50: number;
  p95: number;
}

export interface Asked {
  /** One per thread, in the order asked. */
  times: Times[];
  /** Threads without an answer, and calls of Slack that failed. */
  errors: number;
  /** Of the bot's process, over all threads. */
  cpuMs: number;
  rssMb: number;
  loopP99Ms: number;
}

/** Epoch milliseconds: the question was handed over, something of the bot showed first, the answer stood. */
interface Times {
  heard: number;
  sign?: number;
  final?: number;
}

/** Asks in so many new threads, one every so many milliseconds, and waits until all are answered, looking every `pollMs`. */
export async function askAll(
  { control, metrics }: Processes,
  {
    threads,
    everyMs,
    text,
    pollMs = 100,
  }: { threads: number; everyMs: number; text(i: number): string; pollMs?: number },
): Promise<Asked> {
  const from = (await control.journal()).at(-1)?.n ?? 0;
  const before = await metrics();
  const asked = await Promise.all(
    Array.from({ length: threads }, async (_, i) => {
      await sleep(i * everyMs);
      return await control.post({
        user: PEOPLE[i % PEOPLE.length]!,
        channel: i % 2 ? "ops" : "general",
        text: `@ops ${text(i)}`,
      });
    }),
  );
  const until = Date.now() + WITHIN_MS;
  const roots = asked.map(({ ts }) => ts);
  const answered = (times: readonly Times[]) => times.filter(({ final }) => final).length;
  let times = timesOf(await control.journal(from), roots);
  while (answered(times) < threads && Date.now() < until) {
    await sleep(pollMs);
    times = timesOf(await control.journal(from), roots);
  }
  await sleep(500);
  const after = await metrics();
  const change = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  return {
    times,
    errors: threads - answered(times) + failedCalls(await control.journal(from)),
    cpuMs: change("process_cpu_seconds_total") * 1000,
    rssMb: (after.get("process_resident_memory_bytes") ?? 0) / 1e6,
    loopP99Ms: (after.get("nodejs_eventloop_lag_p99_seconds") ?? 0) * 1000,
  };
}

function timesOf(journal: JournalEntry[], roots: readonly string[]): Times[] {
  const wanted = new Set(roots);
  const times = new Map<string, Times>();
  for (const entry of journal) {
    const at = Date.parse(entry.at);
    if (entry.kind === "envelope") {
      const event = entry.payload.event as { ts?: string } | undefined;
      if (event?.ts && wanted.has(event.ts) && !times.has(event.ts)) times.set(event.ts, { heard: at });
    }
    if (entry.kind !== "call") continue;
    const { thread_ts: root, metadata } = entry.args as { thread_ts?: string; metadata?: unknown };
    const { message } = (entry.response ?? {}) as { message?: { thread_ts?: string } };
    const known = times.get(root ?? message?.thread_ts ?? "");
    if (!known) continue;
    known.sign ??= at;
    if (JSON.stringify(metadata ?? "").includes("opsthread_turn")) known.final ??= at;
  }
  return roots.map((root) => times.get(root) ?? { heard: Number.NaN });
}

const failedCalls = (journal: JournalEntry[]): number =>
  journal.filter(
    (entry) =>
      entry.kind === "call" && (entry.response as { ok?: boolean } | null)?.ok !== true && entry.method !== "upload",
  ).length;

export function spread(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
