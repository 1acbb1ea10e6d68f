import type { Db } from "./database.ts";

/** A small collection of JSON documents by id, in the order of their first being put. */
export interface Documents<T> {
  get(id: string): T | undefined;
  put(id: string, doc: T): void;
  delete(id: string): void;
  all(): T[];
}

export function createDocuments<T>(db: Db, kind: string): Documents<T> {
  const select = db.prepare<[string, string], { doc: string }>("SELECT doc FROM documents WHERE kind = ? AND id = ?");
  const selectAll = db.prepare<[string], { doc: string }>("SELECT doc FROM documents WHERE kind = ? ORDER BY rowid");
  const upsert = db.prepare(
    "INSERT INTO documents (kind, id, doc) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET doc = excluded.doc",
  );
  const remove = db.prepare("DELETE FROM documents WHERE kind = ? AND id = ?");
  return {
    get(id) {
      const row = select.get(kind, id);
      return row === undefined ? undefined : (JSON.parse(row.doc) as T);
    },
    put: (id, doc) => void upsert.run(kind, id, JSON.stringify(doc)),
    delete: (id) => void remove.run(kind, id),
    all: () => selectAll.all(kind).map((row) => JSON.parse(row.doc) as T),
  };
}
