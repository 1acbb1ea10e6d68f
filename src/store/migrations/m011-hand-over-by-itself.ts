import type { Migration } from "./migration.ts";

/** Why the bot called by itself; null where a person did, or nobody yet. */
export const m011HandOverByItself: Migration = {
  name: "m011_hand_over_by_itself",
  sql: "ALTER TABLE hand_overs ADD COLUMN by_itself TEXT;",
};
