import type { Datasets } from "../ports/datasets.ts";
import type { DrawRequest } from "../ports/thread-tool.ts";
import type { Column } from "../ports/tools.ts";
import { isTime } from "./find-column.ts";

export interface AskedOverlay {
  marks?: string | undefined;
  bands?: string | undefined;
  line?: number | undefined;
}

/** More would hide the picture; the charts themselves fold what lies close together. */
const MOST = 200;
const NAMES = /^(event|name|title|alarm|alarm_name|version|reason)$/i;
const WHO = /^(user|actor|by)$/i;

type Read = (handle: string) => NonNullable<ReturnType<Datasets["read"]>>;

/**
 * What lies on the picture, from other results of the thread: a time column and a name make marks ("RunInstances ·
 * hana.choi"), two time columns make bands. `read` throws for a handle there is not.
 */
export function chartOverlay(asked: AskedOverlay, read: Read): DrawRequest["overlay"] {
  if (asked.marks === undefined && asked.bands === undefined && asked.line === undefined) return undefined;
  return {
    ...(asked.marks === undefined ? {} : { marks: marksOf(asked.marks, read) }),
    ...(asked.bands === undefined ? {} : { bands: bandsOf(asked.bands, read) }),
    ...(asked.line === undefined ? {} : { line: { value: asked.line } }),
  };
}

function marksOf(handle: string, read: Read): NonNullable<NonNullable<DrawRequest["overlay"]>["marks"]> {
  const { info, rows } = read(handle);
  const [at] = times(info.columns, handle, 1);
  const [name, who] = [nameColumn(info.columns), info.columns.findIndex((column) => WHO.test(column.name))];
  return rows.slice(0, MOST).flatMap((row) => {
    const time = row[at!];
    if (typeof time !== "string") return [];
    const label = [row[name], row[who]].filter((part) => part !== null && part !== undefined).join(" · ");
    return [{ at: time, label }];
  });
}

function bandsOf(handle: string, read: Read): NonNullable<NonNullable<DrawRequest["overlay"]>["bands"]> {
  const { info, rows } = read(handle);
  const [from, to] = times(info.columns, handle, 2);
  const name = nameColumn(info.columns);
  return rows.slice(0, MOST).flatMap((row) => {
    const [start, end] = [row[from!], row[to!]];
    if (typeof start !== "string") return [];
    return [{ from: start, to: typeof end === "string" ? end : null, label: String(row[name] ?? "") }];
  });
}

function nameColumn(columns: Column[]): number {
  const named = columns.findIndex((column) => NAMES.test(column.name));
  return named === -1 ? columns.findIndex((column) => column.type === "text") : named;
}

function times(columns: Column[], handle: string, count: number): number[] {
  const found = columns.flatMap((column, i) => (isTime(column) ? [i] : []));
  if (found.length >= count) return found;
  const needed = count === 1 ? "a time column" : "two time columns, from and to,";
  throw new Error(`${handle} needs ${needed} to lie on a chart; make them with data_query.`);
}
