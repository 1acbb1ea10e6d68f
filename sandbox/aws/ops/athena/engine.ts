/**
 * SQL over the lake, by SQLite in memory. What Athena's engine has and SQLite has not is added as far as people use
 * it (`date_trunc`, `date '…'`, `current_date`, `approx_percentile`, `count_if`); everything else fails with a reason.
 */
import Database from "better-sqlite3";
import { LAKE, type LakeColumn, type LakeRow, type LakeTable } from "../../world/lake.ts";
import type { World } from "../../world/world.ts";

export interface Table {
  columns: LakeColumn[];
  rows: LakeRow[];
  bytes: number;
}

/** Why a query failed, in the words of the engine. */
export class QueryFailure extends Error {}

const MOST_ROWS = 20_000;
const text = (name: string): LakeColumn => ({ name, type: "varchar", comment: "" });

/** @throws QueryFailure. */
export function runQuery(world: World, tables: LakeTable[], sql: string, now: number): Table {
  const query = sql.trim().replace(/;\s*$/, "");
  const shown = show(query, tables);
  if (shown) return shown;
  if (!/^(select|with|values)\b/i.test(query))
    throw new QueryFailure(`SYNTAX_ERROR: mismatched input '${query.split(/\s+/)[0] ?? ""}'. Expecting: <query>`);
  if (/\brecursive\b/i.test(query)) throw new QueryFailure("NOT_SUPPORTED: recursive queries are not supported");
  const used = tables.filter((table) => new RegExp(`\\b${table.name}\\b`, "i").test(query));
  const database = open(world, used, now);
  try {
    const prepared = database.prepare(translate(query, now));
    if (!prepared.reader || !prepared.readonly) throw new QueryFailure("SYNTAX_ERROR: only queries are supported");
    const statement = prepared.raw();
    const rows: LakeRow[] = [];
    for (const row of statement.iterate() as Iterable<LakeRow>) {
      rows.push(row);
      if (rows.length > MOST_ROWS) throw new QueryFailure("EXCEEDED_ROW_LIMIT: the result has too many rows");
    }
    const declared = statement.columns();
    const columns = declared.map(
      ({ name, type }, index): LakeColumn => ({
        // A column that was given no name is called by its place.
        name: /^\w+$/.test(name) ? name.toLowerCase() : `_col${index}`,
        type: typeOf(type, rows, index),
        comment: "",
      }),
    );
    return { columns, rows, bytes: used.reduce((sum, table) => sum + table.bytes, 0) };
  } catch (error) {
    if (error instanceof QueryFailure) throw error;
    // Whatever else goes wrong in here lies in the query: its syntax, a name, an argument of a function.
    throw new QueryFailure(worded((error as Error).message));
  } finally {
    database.close();
  }
}

function show(query: string, known: LakeTable[]): Table | undefined {
  const table = (name: string, values: LakeRow[]): Table => ({ columns: [text(name)], rows: values, bytes: 0 });
  if (/^show\s+(databases|schemas)$/i.test(query)) return table("database_name", known.length > 0 ? [[LAKE]] : []);
  const tables = /^show\s+tables(?:\s+in\s+"?(\w+)"?)?$/i.exec(query);
  if (tables) {
    if (tables[1] && tables[1].toLowerCase() !== LAKE)
      throw new QueryFailure(`SCHEMA_NOT_FOUND: Schema '${tables[1]}' does not exist`);
    return table("tab_name", known.map(({ name }) => [name]).sort());
  }
  const described = /^(?:describe|desc)\s+(?:"?\w+"?\.)?"?(\w+)"?$/i.exec(query);
  if (!described) return undefined;
  const found = known.find(({ name }) => name === described[1]?.toLowerCase());
  if (!found) throw new QueryFailure(`TABLE_NOT_FOUND: Table 'awsdatacatalog.${LAKE}.${described[1]}' does not exist`);
  const columns = ["col_name", "data_type", "comment"].map(text);
  return { columns, rows: found.columns.map(({ name, type, comment }) => [name, type, comment]), bytes: 0 };
}

const sqliteTypes = { varchar: "TEXT", bigint: "INTEGER", double: "REAL" } as const;

function open(world: World, tables: LakeTable[], now: number): Database.Database {
  const database = new Database(":memory:");
  database.exec(`ATTACH ':memory:' AS ${LAKE}`);
  addFunctions(database);
  for (const table of tables) {
    const columns = table.columns.map(({ name, type }) => `${name} ${sqliteTypes[type]}`).join(", ");
    database.exec(`CREATE TABLE ${LAKE}.${table.name} (${columns})`);
    const insert = database.prepare(
      `INSERT INTO ${LAKE}.${table.name} VALUES (${table.columns.map(() => "?").join(", ")})`,
    );
    database.transaction(() => {
      for (const row of table.rows(world, now)) insert.run(...row);
    })();
  }
  return database;
}

function addFunctions(database: Database.Database): void {
  const keep: Record<string, number> = { year: 4, month: 7, day: 10, hour: 13, minute: 16 };
  database.function("date_trunc", { deterministic: true }, (unit, time) => {
    const length = keep[String(unit).toLowerCase()];
    if (length === undefined) throw new Error(`'${unit}' is not a valid Timestamp field`);
    return time === null
      ? null
      : String(time).slice(0, length) + "0000-01-01 00:00".slice(length, length > 10 ? 16 : 10);
  });
  database.aggregate<{ values: number[]; share: number }>("approx_percentile", {
    deterministic: true,
    varargs: true,
    start: () => ({ values: [], share: 0.5 }),
    step(state, ...args: unknown[]) {
      const [value, share] = args;
      if (value !== null) state.values.push(Number(value));
      state.share = Number(share);
    },
    result({ values, share }) {
      values.sort((a, b) => a - b);
      return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? null;
    },
  });
  database.aggregate("count_if", {
    deterministic: true,
    start: 0,
    step: (total: number, value) => total + (value ? 1 : 0),
  });
}

/** What Athena writes otherwise, outside of quoted texts. */
function translate(query: string, now: number): string {
  const today = new Date(now).toISOString().slice(0, 10);
  const pieces = query.split(/('(?:[^']|'')*')/);
  return pieces
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece
            .replace(/\b(date|timestamp)\s*$/i, (word) => (index < pieces.length - 1 ? "" : word))
            .replace(/\bcurrent_date\b/gi, `'${today}'`)
            .replace(
              /\b(?:now\(\)|current_timestamp)/gi,
              `'${new Date(now).toISOString().slice(0, 19).replace("T", " ")}'`,
            )
            .replace(/"?awsdatacatalog"?\./gi, "")
            .replace(/\b(varchar|date)\)/gi, "TEXT)")
            .replace(/\b(double|decimal\(\d+,\s*\d+\))\)/gi, "REAL)"),
    )
    .join("");
}

function typeOf(declared: string | null, rows: LakeRow[], index: number): LakeColumn["type"] {
  if (declared === "TEXT") return "varchar";
  if (declared === "INTEGER") return "bigint";
  if (declared === "REAL") return "double";
  const values = rows.map((row) => row[index]).filter((value) => value !== null);
  if (values.some((value) => typeof value === "string")) return "varchar";
  return values.length > 0 && values.every((value) => Number.isInteger(value))
    ? "bigint"
    : values.length
      ? "double"
      : "varchar";
}

function worded(message: string): string {
  const table = /^no such table: (?:\w+\.)?(.+)$/.exec(message);
  if (table) return `TABLE_NOT_FOUND: Table 'awsdatacatalog.${LAKE}.${table[1]}' does not exist`;
  const column = /^no such column: (.+?)(?: - .*)?$/.exec(message);
  if (column) return `COLUMN_NOT_FOUND: Column '${column[1]}' cannot be resolved`;
  const named = /^no such function: (.+)$/.exec(message);
  if (named) return `FUNCTION_NOT_FOUND: Function '${named[1]?.toLowerCase()}' not registered`;
  return `SYNTAX_ERROR: ${message}`;
}
