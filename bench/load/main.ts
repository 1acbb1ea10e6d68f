/**
 * `npm run load -- --minutes 60`: row 52 of docs/faults.md at its real rate. So many people a minute mention the bot, each
 * answer takes the model a while, Slack takes its time for each call, and halfway everybody asks at once. It prints how
 * soon envelopes were acked, how the queue stood, and how memory went, and fails where a bound of the row did not hold.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { JournalEntry } from "../../sandbox/slack/journal.ts";
import { type Goal, goalTable, isMet } from "../goal.ts";
import { startInstantModel } from "../reply/instant-model.ts";
import { startProcesses } from "../reply/processes.ts";
import { median, table } from "../table.ts";

const PEOPLE = ["jiwoo", "seoyeon", "doyun", "sarah"];
/** 200 questions a minute of fifteen seconds each are fifty runs at any time. */
const PER_MINUTE = 200;
const THINK_MS = 15_000;
const SLACK_MS = 150;
const BURST = 60;
const LOOK_EVERY_MS = 5_000;
const DRAIN_MS = 90_000;
const ALL = 1_000_000_000;

const { values } = parseArgs({ options: { minutes: { type: "string", default: "3" } } });
const minutes = Number(values.minutes);
if (!(minutes >= 1)) {
  process.stderr.write("--minutes takes a number from 1 on, for example: npm run load -- --minutes 60\n");
  process.exit(2);
}

interface Look {
  rssMb: number;
  running: number;
  queued: number;
}

const model = await startInstantModel(THINK_MS);
const { control, metrics, stop } = await startProcesses(model.url);
const acks: number[] = [];
const looks: Look[] = [];
const asked = new Set<string>();
const answered = new Map<string, number>();
let toldTheirPlace = 0;
let seen = 0;
try {
  await control.settings({ rate_limits: false });
  await control.fault({ method: "*", kind: "slow", ms: SLACK_MS, times: ALL });
  const began = Date.now();
  const until = began + minutes * 60_000;
  const watching = watch(() => Date.now() > until + DRAIN_MS || (Date.now() > until && answered.size >= asked.size));
  let burst = false;
  for (let i = 0; Date.now() < until; i++) {
    await sleep(Math.max(0, began + (i * 60_000) / PER_MINUTE - Date.now()));
    await ask(i);
    if (burst || Date.now() < began + minutes * 30_000) continue;
    burst = true;
    await Promise.all(Array.from({ length: BURST }, (_, j) => ask(j)));
  }
  await watching;
} finally {
  await stop();
  await model.stop();
}

const third = Math.floor(looks.length / 3);
// The first third warms everything up, and what is worked off after the end is no load.
const rss = (from: number, to: number) => median(looks.slice(from, to).map(({ rssMb }) => rssMb));
const sorted = acks.toSorted((a, b) => a - b);
const ackAt = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const most = (of: keyof Look) => Math.max(...looks.map((look) => look[of]));
const twice = [...answered.values()].filter((ends) => ends > 1).length;
process.stdout.write(
  `${table(
    ["minutes", "asked", "acks", "ack p50 ms", "ack p99 ms", "most at once", "most waiting", "told their place"],
    [
      [
        String(minutes),
        asked.size,
        acks.length,
        ackAt(0.5),
        ackAt(0.99),
        most("running"),
        most("queued"),
        toldTheirPlace,
      ],
    ],
  )}\n\n`,
);
const goals: Goal[] = [
  { what: "ack of an envelope, p99, ms", measured: ackAt(0.99), limit: 1_000 },
  { what: "ack of an envelope, the slowest, ms", measured: ackAt(1), limit: 3_000 },
  { what: "questions without an answer", measured: asked.size - answered.size, limit: 0 },
  { what: "questions answered twice", measured: twice, limit: 0 },
  { what: "questions that waited and were told their place", measured: toldTheirPlace, limit: 1, atLeast: true },
  {
    what: "RSS, last third against the second",
    measured: rss(2 * third, 3 * third) / rss(third, 2 * third),
    limit: 1.1,
  },
];
process.stdout.write(`${goalTable(goals)}\n`);
process.exitCode = goals.every(isMet) ? 0 : 1;

async function ask(i: number): Promise<void> {
  const channel = i % 2 ? "ops" : "general";
  const { ts } = await control.post({ user: PEOPLE[i % PEOPLE.length]!, channel, text: `@ops question ${i}` });
  asked.add(ts);
}

/** The journal keeps its newest entries only, so it is read as it grows. */
async function watch(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await sleep(LOOK_EVERY_MS);
    for (const entry of await control.journal(seen)) note(entry);
    const now = await metrics();
    looks.push({
      rssMb: (now.get("process_resident_memory_bytes") ?? Number.NaN) / 1e6,
      running: now.get("queue_rows_running") ?? 0,
      queued: now.get("queue_rows_queued") ?? 0,
    });
  }
}

function note(entry: JournalEntry): void {
  seen = entry.n;
  if (entry.kind === "ack") acks.push(entry.ms);
  if (entry.kind === "unanswered") acks.push(Number.POSITIVE_INFINITY);
  if (entry.kind !== "call" || (entry.response as { ok?: boolean } | null)?.ok !== true) return;
  const { thread_ts: root, metadata, text } = entry.args as { thread_ts?: string; metadata?: unknown; text?: string };
  if (entry.method === "chat.postEphemeral" && / in line|대기 순서/.test(text ?? "")) toldTheirPlace += 1;
  if (!JSON.stringify(metadata ?? "").includes("opsthread_turn")) return;
  const { message } = entry.response as { message?: { thread_ts?: string } };
  const thread = root ?? message?.thread_ts ?? "";
  answered.set(thread, (answered.get(thread) ?? 0) + 1);
}
