import type { Prefs } from "../ports/prefs.ts";
import type { Database } from "./database.ts";

/** What a person chose, such as the model that answers them, and what was chosen for a channel. */
export function createPrefs(db: Database): Prefs {
  const select = db.prepare<[string, string], { value: string }>(
    "SELECT value FROM prefs WHERE person = ? AND key = ?",
  );
  const upsert = db.prepare(
    "INSERT INTO prefs (person, key, value) VALUES (?, ?, ?) ON CONFLICT (person, key) DO UPDATE SET value = excluded.value",
  );
  const remove = db.prepare("DELETE FROM prefs WHERE person = ? AND key = ?");
  return {
    get: (owner, key) => select.get(owner, key)?.value ?? null,
    set: (owner, key, value) => void upsert.run(owner, key, value),
    remove: (owner, key) => void remove.run(owner, key),
  };
}
