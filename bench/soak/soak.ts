import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack } from "../../sandbox/run/stack.ts";
import { waitForTurn } from "../../sandbox/run/turn.ts";
import { type Control, createControl } from "../../sandbox/slack/control-client.ts";
import type { Goal } from "../goal.ts";
import { median, table } from "../table.ts";
import { memoryOf, toolServerUnder } from "../tools/memory.ts";

/** An hour of a busy team, eight questions a minute, as fast as they are answered. */
const QUESTIONS = 480;
const AT_ONCE = 4;
const SAMPLE_EVERY = 40;
const WITHIN_MS = 120_000;
const NOW = "2026-11-20T03:00:00Z";
const PEOPLE = ["jiwoo", "seoyeon", "doyun", "sarah"];
/** Cost with a chart, lists, alarms, logs and sign-ins: what is answered from AWS, from its copies, and drawn. */
const ASKED = [
  "지난주 서비스별 비용 보여줘",
  "How many EC2 instances are running, per region?",
  "지금 울리고 있는 알람은? 언제부터?",
  "Top 3 error message patterns of order-api in the last 24 hours",
  "최근 7일 콘솔 로그인 실패 누가 몇 번?",
  "List high severity GuardDuty findings not archived",
];

/** As the Dockerfile sets it: without, glibc keeps what the renderer of charts freed once per thread. */
const AS_DEPLOYED = { MALLOC_ARENA_MAX: "2" };

interface Sample {
  asked: number;
  rssMb: number;
  /** Of the tool server. */
  toolsMb: number;
  heapMb: number;
  handles: number;
  loopP99Ms: number;
}

/** What grows shows: the middle of the last third against that of the second, after the first third has warmed all up. */
export const soak = {
  name: "soak",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const dataDir = mkdtempSync(join(tmpdir(), "opsthread-soak-"));
    const stack = await startStack({
      ...{ dataDir, port: 0, now: NOW, settings: process.env, realEnv: AS_DEPLOYED },
      real: { slack: false, aws: false, model: false },
      signal: new AbortController().signal,
      onLine: () => undefined,
    });
    try {
      const control = createControl(stack.workspace!.url);
      await control.settings({ rate_limits: false });
      const samples: Sample[] = [];
      let failed = 0;
      const began = performance.now();
      for (let asked = 0; asked < QUESTIONS; asked += AT_ONCE) {
        const endings = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => ask(control, asked + i)));
        failed += endings.filter((ending) => ending !== "answered").length;
        if ((asked + AT_ONCE) % SAMPLE_EVERY === 0) {
          samples.push(await sample(stack.health, dataDir, asked + AT_ONCE));
        }
      }
      const seconds = (performance.now() - began) / 1_000;
      say(`${QUESTIONS} questions, ${AT_ONCE} at once, in ${seconds.toFixed(0)} s; ${failed} not answered`);
      say(
        table(
          ["asked", "RSS MB", "heap MB", "tools MB", "handles", "loop p99 ms"],
          samples.map((one) => [
            String(one.asked),
            ...[one.rssMb, one.heapMb, one.toolsMb, one.handles, one.loopP99Ms],
          ]),
        ),
      );
      const third = Math.floor(samples.length / 3);
      const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
      const flat = (what: string, of: keyof Sample, limit: number, pick = median): Goal => ({
        what: `${what}, last third against the second`,
        measured: pick(last.map((one) => one[of])) / pick(middle.map((one) => one[of])),
        limit,
      });
      // Requests under way come and go with the moment of the sample; what is never closed raises the fewest as well.
      const fewest = (handles: readonly number[]) => Math.min(...handles);
      const goals: Goal[] = [
        { what: "questions not answered", measured: failed, limit: 0 },
        flat("RSS", "rssMb", 1.05),
        flat("RSS of the tool server", "toolsMb", 1.05),
        flat("fewest handles", "handles", 1, fewest),
        flat("event-loop delay p99", "loopP99Ms", 1.25),
      ];
      return { goals, questions: QUESTIONS, failed, seconds, samples };
    } finally {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function ask(control: Control, number: number): Promise<string> {
  const { app, people } = await control.people();
  const name = people.find(({ id }) => id === app.bot_user)?.name ?? "ops";
  const user = PEOPLE[number % PEOPLE.length]!;
  const channel = number % 2 ? "ops" : "general";
  const { ts } = await control.post({ user, channel, text: `@${name} ${ASKED[number % ASKED.length]}` });
  const place = { user, channel, thread_ts: ts };
  return waitForTurn(control, { place, askedTs: ts, bot: app.bot_user, until: Date.now() + WITHIN_MS, press: null });
}

async function sample(health: string, dataDir: string, asked: number): Promise<Sample> {
  const text = await (await fetch(health.replace("/healthz", "/metrics"))).text();
  const of = (name: string) => Number(new RegExp(`^opsthread_${name} (\\S+)$`, "m").exec(text)?.[1]);
  return {
    asked,
    rssMb: of("process_resident_memory_bytes") / 1e6,
    toolsMb: memoryOf(toolServerUnder(dataDir) ?? 0)?.now ?? Number.NaN,
    heapMb: of("nodejs_heap_size_used_bytes") / 1e6,
    handles: of("nodejs_active_handles_total"),
    loopP99Ms: of("nodejs_eventloop_lag_p99_seconds") * 1_000,
  };
}
