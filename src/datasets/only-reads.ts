import Database from "better-sqlite3";

/**
 * Whether SQLite's own word on the compiled statement is that it gives rows (`reader`) and changes nothing (`readonly`).
 * Null where it does not compile: what is wrong with it is told by whoever runs it. Node's own SQLite does not tell these
 * two, so the statement is compiled here first, and this connection is closed before the other one opens the file: two
 * libraries may not have it open at once.
 */
export function onlyReads(path: string, sql: string): boolean | null {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 1000 });
  try {
    const { reader, readonly } = db.prepare(sql);
    return reader && readonly;
  } catch {
    return null;
  } finally {
    db.close();
  }
}
