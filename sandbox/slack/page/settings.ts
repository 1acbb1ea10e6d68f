import type { SeenPerson } from "../control/types.ts";
import type { Theme } from "./theme.ts";

export type Language = "ko" | "en";

/** What is shown how: the colours as chosen in this browser, the language as the person who looks has it. */
export interface Settings {
  theme: Theme;
  language: Language;
}

type Reader = Pick<SeenPerson, "id" | "locale">;

const THEME = "theme";
const languageKey = ({ id }: Reader): string => `language:${id}`;

/** The language of the person's profile, until another one was chosen for them in this browser. */
export function readSettings(view: Window, me: Reader): Settings {
  const theme = view.localStorage.getItem(THEME);
  const language = view.localStorage.getItem(languageKey(me));
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    language: language === "ko" || language === "en" ? language : me.locale.startsWith("ko") ? "ko" : "en",
  };
}

export function keepSettings(view: Window, me: Reader, { theme, language }: Settings): void {
  const isOwn = language === readSettings(view, me).language;
  view.localStorage.setItem(THEME, theme);
  if (!isOwn) view.localStorage.setItem(languageKey(me), language);
}

/** The colours follow `color-scheme`, which the root element carries. */
export function applySettings(view: Window, settings: Settings): void {
  const root = view.document.documentElement;
  root.lang = settings.language;
  root.dataset.theme = settings.theme;
}
