import type { Prefs } from "../ports/prefs.ts";
import type { Database } from "./database.ts";

/** What a person chose, such as the model that answers them. */
export function createPrefs(db: Database): Prefs {
  const select = db.prepare<[string, string], { value: string }>(
    "SELECT value FROM prefs WHERE person = ? AND key = ?",
  );
  const upsert = db.prepare(
    "INSERT INTO prefs (person, key, value) VALUES (?, ?, ?) ON CONFLICT (person, key) DO UPDATE SET value = excluded.value",
  );
  return {
    get: (person, key) => select.get(person, key)?.value ?? null,
    set: (person, key, value) => void upsert.run(person, key, value),
  };
}
