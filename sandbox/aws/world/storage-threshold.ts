import { databasesOf } from "./databases.ts";
import type { Setting } from "./setting.ts";

const GIB = 2 ** 30;

/** Crossed some fifteen hours before the anchor, as a whole number of GiB (S8). */
export function storageThreshold(setting: Setting): number {
  const { story, names } = setting;
  const db = databasesOf(setting).instances.find((i) => i.name === names.usersDb);
  const daily = (1 - story.storageShare) / story.storageDaysLeft;
  return Math.floor((db?.allocatedGib ?? 0) * (1 - story.storageShare + daily * 0.65)) * GIB;
}
