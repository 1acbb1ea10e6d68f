import Database from "better-sqlite3";
import type { EventFilter } from "../event-filter.ts";
import type { TrailEvent } from "../read-event.ts";
import { clipSpans, mergeSpans, type Span } from "./spans.ts";

/** Whose events: LookupEvents answers per account and region. */
export interface CopyScope {
  accountId: string;
  region: string;
}

export interface CopyLimits {
  /** Events kept per account and region; the oldest go first. */
  rows: number;
  /** Size of the file; SQLite reports a full disk beyond it. */
  bytes: number;
}

/** Events of a scope and the spans of time they are complete for. Every change is one transaction: a killed process leaves no half page. */
export interface CopyStore {
  spans(scope: CopyScope): Span[];
  /** Adds a page together with the span it completes, then drops what is older than `oldestMs` or past the row limit. */
  add(scope: CopyScope, events: readonly TrailEvent[], span: Span | null, oldestMs: number): void;
  /** Nothing is claimed past this moment any more: the clock was moved back. */
  forgetAfter(scope: CopyScope, ms: number): void;
  /** Newest first. Only the filter's plain members are applied; `matches` decides. */
  find(scope: CopyScope, span: Span, filter: EventFilter): TrailEvent[];
  rows(scope: CopyScope): number;
  close(): void;
}

/** Most that a page of LookupEvents brings. */
export const PAGE_ROWS = 50;

/** A file of another layout is emptied: it is only a copy. */
const LAYOUT = 2;

interface Row {
  id: string;
  at: number;
  name: string;
  user: string;
  role: string | null;
  source: string;
  ip: string;
  error: string | null;
  read_only: number;
  more: string;
}

/** @throws SqliteError where the file cannot be opened or is no database. */
export function openCopyStore(file: string, limits: CopyLimits): CopyStore {
  const db = new Database(file, { timeout: 2_000 });
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = NORMAL");
  if (db.pragma("user_version", { simple: true }) !== LAYOUT) {
    db.exec("DROP TABLE IF EXISTS events; DROP TABLE IF EXISTS spans;");
    db.pragma(`user_version = ${LAYOUT}`);
  }
  db.exec(`
    CREATE TABLE IF NOT EXISTS events (account TEXT NOT NULL, region TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, name TEXT NOT NULL, user TEXT NOT NULL, role TEXT, source TEXT NOT NULL, ip TEXT NOT NULL, error TEXT, read_only INTEGER NOT NULL, more TEXT NOT NULL, PRIMARY KEY (account, region, id)) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS events_at ON events (account, region, at);
    CREATE TABLE IF NOT EXISTS spans (account TEXT NOT NULL, region TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, PRIMARY KEY (account, region, from_ms)) STRICT, WITHOUT ROWID;
  `);
  const pageSize = db.pragma("page_size", { simple: true }) as number;
  db.pragma(`max_page_count = ${Math.max(1, Math.floor(limits.bytes / pageSize))}`);

  const readSpans = db.prepare<CopyScope, Span>(
    "SELECT from_ms AS fromMs, to_ms AS toMs FROM spans WHERE account = @accountId AND region = @region ORDER BY from_ms",
  );
  const dropSpans = db.prepare<CopyScope>("DELETE FROM spans WHERE account = @accountId AND region = @region");
  const addSpan = db.prepare<CopyScope & Span>(
    "INSERT INTO spans (account, region, from_ms, to_ms) VALUES (@accountId, @region, @fromMs, @toMs)",
  );
  const addEvent = db.prepare(
    "INSERT OR IGNORE INTO events (account, region, id, at, name, user, role, source, ip, error, read_only, more) VALUES (@accountId, @region, @id, @timeMs, @name, @user, @role, @source, @ip, @error, @readOnly, @more)",
  );
  const dropBefore = db.prepare<CopyScope & { ms: number }>(
    "DELETE FROM events WHERE account = @accountId AND region = @region AND at < @ms",
  );
  const count = db.prepare<CopyScope, { rows: number }>(
    "SELECT count(*) AS rows FROM events WHERE account = @accountId AND region = @region",
  );
  const nth = db.prepare<CopyScope & { offset: number }, { at: number }>(
    "SELECT at FROM events WHERE account = @accountId AND region = @region ORDER BY at DESC LIMIT 1 OFFSET @offset",
  );
  const find = db.prepare<unknown[], Row>(`
    SELECT id, at, name, user, role, source, ip, error, read_only, more FROM events
    WHERE account = @accountId AND region = @region AND at >= @fromMs AND at < @toMs
      AND (@names IS NULL OR name IN (SELECT value FROM json_each(@names)))
      AND (@user IS NULL OR lower(user) = lower(@user))
      AND (@source IS NULL OR source = @source) AND (@ip IS NULL OR ip = @ip)
      AND (@failed = 0 OR error IS NOT NULL) AND (@readOnly IS NULL OR read_only = @readOnly)
    ORDER BY at DESC, id`);

  const replaceSpans = (scope: CopyScope, spans: readonly Span[]) => {
    dropSpans.run(scope);
    for (const span of spans) addSpan.run({ ...scope, ...span });
  };

  return {
    spans: (scope) => readSpans.all(scope),
    rows: (scope) => count.get(scope)?.rows ?? 0,

    add: db.transaction((scope: CopyScope, events: readonly TrailEvent[], span: Span | null, oldestMs: number) => {
      for (const event of events) addEvent.run({ ...scope, ...toRow(event) });
      const surplus =
        (count.get(scope)?.rows ?? 0) > limits.rows ? nth.get({ ...scope, offset: limits.rows }) : undefined;
      // The second in which the limit falls is not whole any more.
      const keepFrom = Math.max(oldestMs, surplus ? surplus.at + 1_000 : 0);
      dropBefore.run({ ...scope, ms: keepFrom });
      const known = mergeSpans([...readSpans.all(scope), ...(span ? [span] : [])]);
      replaceSpans(scope, clipSpans(known, { fromMs: keepFrom, toMs: Number.MAX_SAFE_INTEGER }));
    }).immediate,

    forgetAfter: db.transaction((scope: CopyScope, ms: number) => {
      const known = readSpans.all(scope);
      if (known.some(({ toMs }) => toMs > ms)) replaceSpans(scope, clipSpans(known, { fromMs: 0, toMs: ms }));
    }).immediate,

    find: (scope, span, filter) =>
      find
        .all({
          ...scope,
          ...span,
          names: filter.events ? JSON.stringify(filter.events) : null,
          user: filter.user || null,
          source: filter.source || null,
          ip: filter.ip || null,
          failed: filter.errors_only || filter.error ? 1 : 0,
          readOnly: filter.writes_only ? 0 : filter.reads_only ? 1 : null,
        })
        .map(toEvent),

    close: () => void db.close(),
  };
}

function toRow({ id, timeMs, name, user, role, source, ip, error, readOnly, time: _, ...more }: TrailEvent) {
  return { id, timeMs, name, user, role, source, ip, error, readOnly: Number(readOnly), more: JSON.stringify(more) };
}

type Stored = Omit<
  TrailEvent,
  "id" | "timeMs" | "time" | "name" | "user" | "role" | "source" | "ip" | "error" | "readOnly"
>;

function toEvent({ at, read_only, more, ...plain }: Row): TrailEvent {
  const time = new Date(at).toISOString().replace(".000Z", "Z");
  return { ...plain, timeMs: at, time, readOnly: read_only === 1, ...(JSON.parse(more) as Stored) };
}
