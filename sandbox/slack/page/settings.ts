import type { Theme } from "./theme.ts";

/** What a reader has chosen for this browser; the same for everybody they look as. */

export type Language = "ko" | "en";

export interface Settings {
  theme: Theme;
  language: Language;
}

const THEME = "theme";
const LANGUAGE = "language";

/** The browser's own language decides until one has been chosen. */
export function readSettings(view: Window): Settings {
  const theme = view.localStorage.getItem(THEME);
  const language = view.localStorage.getItem(LANGUAGE);
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    language:
      language === "ko" || language === "en" ? language : view.navigator.language.startsWith("ko") ? "ko" : "en",
  };
}

export function keepSettings(view: Window, settings: Settings): void {
  view.localStorage.setItem(THEME, settings.theme);
  view.localStorage.setItem(LANGUAGE, settings.language);
}

/** The colours follow `color-scheme`, which the root element carries. */
export function applySettings(view: Window, settings: Settings): void {
  const root = view.document.documentElement;
  root.lang = settings.language;
  root.dataset.theme = settings.theme;
}
