import type { Datasets } from "../../ports/datasets.ts";
import type { AttachedData } from "../../ports/turn.ts";
import { readAttached } from "./read-attached.ts";

/** Keeps what a person attached as a dataset of the thread, once per file. */
export const createFileKeeper =
  (datasets: Pick<Datasets, "add">) =>
  async (
    thread: string,
    { id, name, bytes }: { id: string; name: string; bytes: Buffer },
  ): Promise<{ kind: "kept"; data: AttachedData } | { kind: "unreadable" } | { kind: "empty" }> => {
    const read = await readAttached(name, bytes);
    if (read.kind !== "table") return read;
    const { rows } = read.table;
    const source = {
      count: rows.length,
      rows: async function* () {
        yield* rows;
      },
      dispose: async () => {},
    };
    const info = await datasets.add(
      thread,
      `file-${id}`,
      "attached_file",
      { name },
      { ...read.table, rows: [] },
      source,
    );
    const columns = info.columns.map((column) => column.name);
    return { kind: "kept", data: { name, handle: info.handle, rows: info.rowCount, columns } };
  };
