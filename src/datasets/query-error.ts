import { DatasetError } from "../ports/datasets.ts";

// https://www.sqlite.org/rescode.html
const TOO_BIG = 18;
const AUTH = 23;
const READONLY = 8;
const BROKEN = new Set([10, 11, 13, 14, 26]);

/** SQLite's refusal as a sentence that says what to write instead. */
export function queryError(message: string, code: number | null): DatasetError {
  if (code === AUTH || code === READONLY || message === "not a SELECT") {
    return new DatasetError(
      "Only one SELECT (or WITH ... SELECT) over the tables d1, d2 ... of this thread is allowed.",
    );
  }
  if (message === "more than one statement") {
    return new DatasetError("Only one statement at a time is allowed. Send each SELECT by itself.");
  }
  if (message.includes("contains no statements")) return new DatasetError("The query is empty. Send one SELECT.");
  if (code === TOO_BIG) return new DatasetError("A value of the query is too large. Select fewer or shorter values.");
  if (code !== null && BROKEN.has(code & 0xff)) {
    return new DatasetError("The stored results of this thread cannot be read from disk. Call the tools again.");
  }
  const hint = /syntax error/.test(message)
    ? ' Put a column whose name is a word of SQL in double quotes ("group").'
    : "";
  return new DatasetError(`SQLite refused the query: ${message}.${hint}`);
}
