import type { Datasets } from "../ports/datasets.ts";

/** More than any tool takes; the tool itself says how many. */
const MOST = 1_000;
const COLUMN = /^(d\d+)\.([\w-]+)$/;

interface Schema {
  properties?: Record<string, { "x-opsthread-column"?: boolean }>;
}

/**
 * Puts the values of a column where a tool's argument names one ("d3.arn"): all rows of a result go into a call without
 * a model writing them. Only for arguments whose schema says so. A column that is not there stays as written: the tool
 * then says what it does not know.
 */
export function fillColumns(
  args: unknown,
  inputSchema: Record<string, unknown>,
  datasets: Datasets,
  thread: string,
): unknown {
  if (typeof args !== "object" || args === null) return args;
  const { properties = {} } = inputSchema as Schema;
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) =>
      properties[name]?.["x-opsthread-column"] && Array.isArray(value)
        ? [name, value.flatMap((item) => valuesOf(item, datasets, thread))]
        : [name, value],
    ),
  );
}

function valuesOf(item: unknown, datasets: Datasets, thread: string): unknown[] {
  const [, handle, column] = COLUMN.exec(typeof item === "string" ? item : "") ?? [];
  if (!handle) return [item];
  const found = datasets.read(thread, handle, MOST);
  const at = found?.info.columns.findIndex(({ name }) => name === column) ?? -1;
  if (!found || at < 0) return [item];
  return [...new Set(found.rows.flatMap((row) => row[at] ?? []))];
}
