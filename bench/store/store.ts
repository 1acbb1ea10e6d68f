/**
 * `npm run bench -- store` (`BENCH_MESSAGES` for fewer): the database with a million messages: how fast it is filled, found in and read, and
 * how large it is. Each turn is a question and an answer of made-up words in both languages, in 40 channels.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TurnRecord } from "../../src/ports/turn.ts";
import { DATABASE_FILE, openDatabase } from "../../src/store/database.ts";
import { createHistory } from "../../src/store/history.ts";
import { createPastTurns } from "../../src/store/past-turns.ts";
import { createRunStore } from "../../src/store/runs.ts";
import type { Goal } from "../goal.ts";
import { table } from "../table.ts";

const MESSAGES = 1_000_000;
const CHANNELS = 40;
const MESSAGES_PER_TURN = 4;
/** A conversation of some questions; those of the channels take turns. */
const TURNS_PER_THREAD = 8;
const BATCH = 2_000;
const SEARCHES = 60;
/** Shares of the messages at which the cost is looked at on the way. */
const STAGES = [1 / 8, 1 / 4, 1 / 2];

const NOUNS = "비용 배포 장애 로그 인스턴스 알람 인증서 커넥션 지연 오류 디스크 메모리 보안 결제 주문".split(" ");
const NAMES = "order-api payment web batch-worker ingest orders-db checkout gateway".split(" ");
const EN = "cost deploy outage latency error disk memory certificate login snapshot bucket policy rollback".split(" ");

export const store = {
  name: "store",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const messages = Number(process.env.BENCH_MESSAGES ?? MESSAGES);
    const dir = mkdtempSync(join(tmpdir(), "bench-store-"));
    const db = openDatabase(dir);
    const past = createPastTurns(db);
    const runs = createRunStore(db, past.remember);
    const random = seeded(7);
    const any = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? "";
    let now = Date.parse("2026-01-01T00:00:00Z");
    const history = createHistory(db, { now: () => now, moved: false });
    const turns = Math.ceil(messages / MESSAGES_PER_TURN);

    const wide = { channels: Array.from({ length: CHANNELS }, (_, n) => `C${n}`), aloneWith: null };
    const narrow = { channels: ["C7"], aloneWith: null };
    const queries = (text: () => string, scope: typeof wide) =>
      timed(SEARCHES, () => void past.search({ text: text(), scope, most: 6 }));
    const common = () => queries(() => `${any(NAMES)} ${any(NOUNS)} 원인이 뭐였지?`, wide);
    const threadOf = (turn: number) => `C${turn % CHANNELS}:${Math.floor(turn / (CHANNELS * TURNS_PER_THREAD))}`;
    /** Of threads whose last turn is not behind the first `turns`. */
    const load = (turns: number) => {
      const whole = Math.floor(turns / (CHANNELS * TURNS_PER_THREAD)) * CHANNELS * TURNS_PER_THREAD;
      return timed(SEARCHES, () => {
        const loaded = history.messages(threadOf(Math.floor(random() * whole))).length;
        if (loaded !== TURNS_PER_THREAD * MESSAGES_PER_TURN)
          throw new Error(`a thread of ${loaded} messages was loaded`);
      });
    };
    const growth: (string | number)[][] = [];
    let measuredMs = 0;

    const began = performance.now();
    for (let done = 0; done < turns; done += BATCH) {
      db.exec("BEGIN IMMEDIATE");
      for (let n = done; n < Math.min(turns, done + BATCH); n++) {
        now += 60_000;
        const channel = `C${n % CHANNELS}`;
        const [runId, thread] = [`t-${n}`, threadOf(n)];
        const question = `${any(NAMES)} ${any(NOUNS)} ${any(NOUNS)} ${any(EN)} ticket${n % 5_000}?`;
        const answer = `**${any(NAMES)} ${any(NOUNS)}** ${Array.from({ length: 20 }, () => any(random() < 0.5 ? NOUNS : EN)).join(" ")} v1.${n % 900}.${n % 7}`;
        const input = { runId, thread, asker: { id: `U${n % 300}`, name: "A" }, zone: "UTC", language: "ko" as const };
        const place = { channel, threadTs: String(n), team: "T", isDm: false };
        runs.begin({ runId, input: { ...input, text: question, accounts: [], modelId: "m" }, place }, now);
        const said = (role: "user" | "assistant", text: string) =>
          history.append(thread, runId, { role, content: [{ type: "text", text }] });
        said("user", question);
        said("assistant", "");
        said("user", "dataset: d1");
        said("assistant", answer);
        runs.end(runId, "answered", {} as TurnRecord, now);
      }
      db.exec("COMMIT");
      const stage = STAGES.find((share) => done < turns * share && done + BATCH >= turns * share);
      if (stage === undefined) continue;
      const pause = performance.now();
      growth.push([String(Math.round(messages * stage)), common().p50, load(done).p50]);
      measuredMs += performance.now() - pause;
    }
    const filledMs = performance.now() - began - measuredMs;

    const rows: [string, Percentiles][] = [
      ["search, common words, 40 channels", common()],
      [
        "search, common words, one channel",
        queries(() => `what did we find about the ${any(EN)} ${any(NOUNS)}`, narrow),
      ],
      ["search, a rare word", queries(() => `ticket${Math.floor(random() * 5_000)} ${any(NOUNS)}`, wide)],
      ["search, nothing there", queries(() => "쿠버네티스 kafka", wide)],
      [
        "search, within a week",
        timed(
          SEARCHES,
          () =>
            void past.search({ text: `${any(NOUNS)} ${any(NAMES)}`, scope: wide, from: now - 7 * 86_400_000, most: 6 }),
        ),
      ],
      ["own recent threads", timed(SEARCHES, () => void past.recent(wide, `U${Math.floor(random() * 300)}`, 6))],
      [`thread load, ${TURNS_PER_THREAD * MESSAGES_PER_TURN} messages`, load(turns)],
    ];
    db.pragma("wal_checkpoint(TRUNCATE)");
    const bytes = statSync(join(dir, DATABASE_FILE)).size;
    db.close();
    rmSync(dir, { recursive: true, force: true });

    say(
      table(
        ["", "p50 ms", "p95 ms", "max ms"],
        rows.map(([name, { p50, p95, max }]) => [name, p50, p95, max]),
      ),
    );
    growth.push([String(messages), rows[0]![1].p50, rows.at(-1)![1].p50]);
    say("\nAs it grows (p50 ms)");
    say(table(["messages", "search, common words", "thread load"], growth));
    const mb = bytes / 1e6;
    say(
      `${messages} messages in ${turns} turns: filled in ${(filledMs / 1000).toFixed(1)} s, ${mb.toFixed(0)} MB, ${(bytes / messages).toFixed(0)} bytes a message`,
    );
    const searches = rows.filter(([name]) => name.startsWith("search"));
    const goals: Goal[] = [
      {
        what: "slowest kind of search, median, ms",
        measured: Math.max(...searches.map(([, { p50 }]) => p50)),
        limit: 50,
      },
      { what: "thread load, p95, ms", measured: rows.at(-1)![1].p95, limit: 50 },
    ];
    return {
      goals,
      messages,
      filledMs,
      bytes,
      ...Object.fromEntries(rows.map(([name, { p95 }]) => [`${name} p95 ms`, p95])),
    };
  },
};

interface Percentiles {
  p50: number;
  p95: number;
  max: number;
}

function timed(times: number, job: () => void): Percentiles {
  const took = Array.from({ length: times }, () => {
    const began = performance.now();
    job();
    return performance.now() - began;
  }).sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(times - 1, Math.floor(times * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: took.at(-1) ?? 0 };
}

/** The same words for every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
