/** What every part of the world is a function of. */
import type { Account } from "./account.ts";
import { type Cast, castOf } from "./cast.ts";
import { type Names, namesOf } from "./names.ts";
import { type Story, storyOf } from "./story.ts";

export interface Setting {
  seed: string;
  account: Account;
  /** The midnight in Seoul that the story hangs on: the day of `--now`, else of the first start. */
  anchor: number;
  cast: Cast;
  names: Names;
  story: Story;
}

export const settingOf = (seed: string, account: Account, anchor: number): Setting => ({
  seed,
  account,
  anchor,
  cast: castOf(seed),
  names: namesOf(seed),
  story: storyOf(seed, anchor),
});

/** A part of the world that does not change with time is made once for a setting. */
export function perSetting<T>(make: (setting: Setting) => T): (setting: Setting) => T {
  const made = new WeakMap<Setting, { value: T }>();
  return (setting) => {
    const known = made.get(setting) ?? { value: make(setting) };
    made.set(setting, known);
    return known.value;
  };
}
