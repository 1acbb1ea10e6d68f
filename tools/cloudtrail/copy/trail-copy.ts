import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Aws } from "../../aws.ts";
import { readAwsFailure } from "../../aws-failure.ts";
import type { Clock } from "../../clock.ts";
import type { AccountConfig } from "../../config.ts";
import { AwsCallError } from "../../errors.ts";
import type { Field } from "../../format/field.ts";
import type { Log } from "../../log.ts";
import { type EventFilter, matches } from "../event-filter.ts";
import type { TrailEvent } from "../read-event.ts";
import { type CopyLimits, type CopyScope, type CopyStore, openCopyStore } from "./copy-store.ts";
import { fillCopy, settledAt } from "./fill-copy.ts";
import type { Span } from "./spans.ts";

export type CopyProblem = "disk_full" | "unreadable";

/** What the copy knows of a window. */
export type CopyAnswer =
  /** Everything from the window's start to `toMs`, newest first; the rest is AWS's to tell. */
  | { kind: "covers"; events: TrailEvent[]; toMs: number }
  /** Not the whole window: complete from `coveredFrom` on; null where nothing is known yet. */
  | { kind: "partial"; coveredFrom: number | null; full: boolean }
  /** No copy is kept, or none is needed: the window is too young for one. */
  | { kind: "none" }
  /** A copy should be kept and cannot be. */
  | { kind: "broken"; problem: CopyProblem };

/** A rolling copy of management events in a file of this server's own. Nothing in it decides anything: without it AWS answers. */
export interface TrailCopy {
  read(scope: CopyScope, window: Span, filter: EventFilter): CopyAnswer;
  /**
   * Starts or goes on filling in the background, a little after the question that asked for it. Once filled, it is kept
   * up from then on, as long as the process lives.
   */
  wake(account: AccountConfig, accountId: string, regions: readonly string[]): void;
  close(): void;
}

export interface CopyParts {
  /** Null: no copy. */
  dataDir: string | null;
  clock: Pick<Clock, "now">;
  aws: Aws;
  field: Field;
  log: Log;
  limits?: CopyLimits;
  /** Real milliseconds. */
  waits?: { start: number; retry: number; roll: number };
}

const FILE = "trail.sqlite";
const LIMITS: CopyLimits = { rows: 300_000, bytes: 1024 ** 3 };
const WAITS = { start: 2_000, retry: 15_000, roll: 15 * 60_000 };
const MAX_RETRIES = 6;

export function openTrailCopy(parts: CopyParts): TrailCopy {
  const { dataDir, clock, aws, field, log, limits = LIMITS, waits = WAITS } = parts;
  if (dataDir === null) return { read: () => ({ kind: "none" }), wake: () => undefined, close: () => undefined };
  const ended = new AbortController();
  const running = new Set<string>();
  /** Ends the pause between two rounds. */
  const pausing = new Map<string, AbortController>();
  const full = new Set<string>();
  let problem: CopyProblem | null = null;
  let store: CopyStore | null = null;

  /** Runs with the store; a failure of SQLite's is remembered and told, never thrown. */
  const trying = <T>(work: (store: CopyStore) => T): T | null => {
    try {
      store ??= openOrRenew(join(dataDir, FILE), limits);
      return work(store);
    } catch (error) {
      problem = problemOf(error);
      log.warn({ err: error, problem }, "the copy of CloudTrail events is not usable");
      return null;
    }
  };

  /** False where it would not help to go on by itself. */
  const fill = async (scope: CopyScope, account: AccountConfig): Promise<boolean> => {
    const call = { aws, field, signal: ended.signal };
    await delay(waits.start, undefined, { signal: ended.signal, ref: false });
    for (let failures = 0; ; ) {
      if (!trying(() => true) || !store) return false;
      try {
        const filled = await fillCopy({ store, scope, account, maxRows: limits.rows, now: clock.now, call });
        if (filled === "full") full.add(keyOf(scope));
        else full.delete(keyOf(scope));
        problem = null;
        log.debug({ ...scope, filled, rows: store.rows(scope) }, "the copy of CloudTrail events is filled");
        return true;
      } catch (error) {
        if (ended.signal.aborted) return false;
        if (error instanceof Database.SqliteError) problem = problemOf(error);
        failures += 1;
        const refused = error instanceof AwsCallError && readAwsFailure(error.cause).code === "access_denied";
        log.warn({ ...scope, failures, err: error }, "the copy of CloudTrail events could not be filled");
        if (problem !== null || refused || failures > MAX_RETRIES) return false;
        await delay(waits.retry * 2 ** (failures - 1), undefined, { signal: ended.signal, ref: false });
      }
    }
  };

  /** A wake in between ends the pause: what is young is wanted now. */
  const keepFilled = async (scope: CopyScope, account: AccountConfig): Promise<void> => {
    while (await fill(scope, account)) {
      const pause = new AbortController();
      pausing.set(keyOf(scope), pause);
      const signal = AbortSignal.any([ended.signal, pause.signal]);
      await delay(waits.roll, undefined, { signal, ref: false }).catch(() => undefined);
      pausing.delete(keyOf(scope));
    }
  };

  return {
    read(scope, window, filter) {
      const settled = settledAt(clock.now());
      if (window.fromMs >= settled) return { kind: "none" };
      const found = trying((open): CopyAnswer => {
        open.forgetAfter(scope, settled);
        const spans = open.spans(scope);
        const span = spans.find(({ fromMs, toMs }) => fromMs <= window.fromMs && toMs > window.fromMs);
        if (!span) return { kind: "partial", coveredFrom: newestStart(spans), full: full.has(keyOf(scope)) };
        const toMs = Math.min(span.toMs, window.toMs);
        const events = open.find(scope, { fromMs: window.fromMs, toMs }, filter);
        return { kind: "covers", events: events.filter((event) => matches(event, filter)), toMs };
      });
      if (found?.kind === "covers" || problem === null) return found ?? { kind: "none" };
      return { kind: "broken", problem };
    },

    wake(account, accountId, regions) {
      for (const region of regions) {
        const scope = { accountId, region };
        const key = keyOf(scope);
        pausing.get(key)?.abort();
        if (running.has(key)) continue;
        running.add(key);
        void keepFilled(scope, account)
          .catch(() => undefined)
          .finally(() => running.delete(key));
      }
    },

    close() {
      ended.abort();
      store?.close();
      store = null;
    },
  };
}

const keyOf = ({ accountId, region }: CopyScope) => `${accountId}/${region}`;

const newestStart = (spans: readonly Span[]): number | null => spans.at(-1)?.fromMs ?? null;

function problemOf(error: unknown): CopyProblem {
  const code = error instanceof Database.SqliteError ? error.code : "";
  return code === "SQLITE_FULL" || code === "SQLITE_IOERR_WRITE" ? "disk_full" : "unreadable";
}

/** A damaged copy is thrown away: AWS still has what was in it. */
function openOrRenew(file: string, limits: CopyLimits): CopyStore {
  try {
    return openCopyStore(file, limits);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error;
    for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
    return openCopyStore(file, limits);
  }
}
