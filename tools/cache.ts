import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Clock } from "./clock.ts";

/** This server's own SQLite file: answers worth keeping, paid requests counted, and the key of the redaction. */
export interface Cache {
  /** Null when absent, expired, or stored more than a day from now (a clock that was moved back). */
  get(key: string): unknown | null;
  put(key: string, value: unknown, ttlMs: number): void;
  /** Adds to what was used today (UTC) unless that would pass `limit`; false means refused. Corrected by `settle`. */
  reserve(meter: string, amount: number, limit: number): boolean;
  /** Corrects a reservation once the true amount is known; `change` may be negative. */
  settle(meter: string, change: number): void;
  /** What was used today (UTC), in the meter's own unit. */
  used(meter: string): number;
  /** Stable per file: equal secrets keep equal placeholders across restarts. */
  redactionKey(): Buffer;
  close(): void;
}

/** A moved clock starts anew with each process; what the last one stored minutes "later" is still good. */
const CLOCK_SKEW_MS = 24 * 3_600_000;

/** `dataDir` null keeps everything in memory. */
export function openCache(dataDir: string | null, clock: Clock): Cache {
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true });
  const db = new Database(dataDir === null ? ":memory:" : join(dataDir, "tools.sqlite"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = NORMAL");
  db.exec(`
    CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, value TEXT NOT NULL, stored_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS metered (day TEXT NOT NULL, meter TEXT NOT NULL, amount REAL NOT NULL, PRIMARY KEY (day, meter)) STRICT;
    CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  `);
  db.prepare("DELETE FROM answers WHERE expires_at <= ?").run(clock.now());
  db.prepare("INSERT OR IGNORE INTO secrets (name, value) VALUES ('redaction', ?)").run(randomBytes(32));

  const find = db.prepare<[string, number, number], { value: string }>(
    "SELECT value FROM answers WHERE key = ? AND expires_at > ? AND stored_at <= ?",
  );
  const store = db.prepare(
    "INSERT INTO answers (key, value, stored_at, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, stored_at = excluded.stored_at, expires_at = excluded.expires_at",
  );
  const reserved = db.prepare(
    "INSERT INTO metered (day, meter, amount) SELECT @day, @meter, @amount WHERE @amount <= @limit ON CONFLICT (day, meter) DO UPDATE SET amount = amount + excluded.amount WHERE amount + excluded.amount <= @limit",
  );
  const settled = db.prepare(
    "UPDATE metered SET amount = MAX(0, amount + @change) WHERE day = @day AND meter = @meter",
  );
  const usedToday = db.prepare<[string, string], { amount: number }>(
    "SELECT amount FROM metered WHERE day = ? AND meter = ?",
  );
  const today = () => new Date(clock.now()).toISOString().slice(0, 10);
  const key = db.prepare<[], { value: Buffer }>("SELECT value FROM secrets WHERE name = 'redaction'");

  return {
    get(name) {
      const now = clock.now();
      const row = find.get(name, now, now + CLOCK_SKEW_MS);
      return row === undefined ? null : (JSON.parse(row.value) as unknown);
    },
    put(name, value, ttlMs) {
      const now = clock.now();
      store.run(name, JSON.stringify(value), now, now + ttlMs);
    },
    reserve: (meter, amount, limit) => reserved.run({ day: today(), meter, amount, limit }).changes === 1,
    settle: (meter, change) => void settled.run({ day: today(), meter, change }),
    used: (meter) => usedToday.get(today(), meter)?.amount ?? 0,
    redactionKey: () => key.get()!.value,
    close: () => void db.close(),
  };
}
