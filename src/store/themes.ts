import type { Prefs } from "../ports/prefs.ts";
import type { Themes } from "../ports/themes.ts";

const THEME_PREF = "theme";

/** Light is the default and is kept as nothing at all. */
export function createThemes(prefs: Prefs): Themes {
  return {
    of: (person) => (prefs.get(person, THEME_PREF) === "dark" ? "dark" : "light"),
    choose: (person, theme) =>
      theme === "dark" ? prefs.set(person, THEME_PREF, theme) : prefs.remove(person, THEME_PREF),
  };
}
