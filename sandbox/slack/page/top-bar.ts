import { avatar } from "./avatar.ts";
import { fill, h } from "./dom.ts";
import { type IconName, icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { openMenu } from "./menu.ts";
import type { Settings } from "./settings.ts";
import type { Theme } from "./theme.ts";

export interface TopBarActs {
  lookAs(id: string): void;
  menu(): void;
  jump(): void;
  help(): void;
  about(): void;
  settings: Settings;
  change(settings: Settings): void;
}

const themes: Record<Theme, IconName> = { system: "screen", light: "sun", dark: "moon" };

/** The bar on top: what this is, the way to everything else, and everybody one can look as, one click each. */
export function drawTopBar(into: HTMLElement, look: Look, acts: TopBarActs): void {
  const { text, directory } = look;
  const { settings } = acts;
  const focused = into.contains(document.activeElement) ? (document.activeElement as HTMLElement).id : "";
  const tool = (id: string, name: IconName, label: string, run: (button: HTMLButtonElement) => void): HTMLElement => {
    const made = h(
      "button",
      {
        class: "top-tool",
        attr: { type: "button", title: label, "aria-label": label, id },
        on: { click: () => run(made) },
      },
      icon(name),
    );
    return made;
  };
  fill(
    into,
    tool("menu-button", "menu", text.menu, acts.menu),
    h("strong", { class: "team" }, directory.team.name),
    h(
      "button",
      { class: "stand-in", attr: { type: "button", id: "about", title: text.standInLong }, on: { click: acts.about } },
      text.standIn,
    ),
    h(
      "button",
      { class: "jump-button", attr: { type: "button", id: "jump-button" }, on: { click: acts.jump } },
      icon("search"),
      h("span", {}, text.jumpTo),
      h("kbd", {}, "Ctrl K"),
    ),
    h("span", { class: "looking-as", attr: { id: "looking-as" } }, text.lookingAs),
    h(
      "div",
      { class: "who", attr: { role: "radiogroup", "aria-labelledby": "looking-as" } },
      directory.people
        .filter((person) => !person.is_bot && !person.deleted)
        .map((person, i) => {
          const isMe = person.id === look.me.id;
          return h(
            "button",
            {
              class: isMe ? "who-one me" : "who-one",
              attr: {
                type: "button",
                role: "radio",
                id: `who-${person.name}`,
                "aria-checked": String(isMe),
                "aria-label": `${person.real_name}, ${person.title}`,
                title: `${person.real_name} · ${person.title} · ${person.tz} (Alt+${i + 1})`,
              },
              data: { user: person.name },
              on: { click: () => acts.lookAs(person.id) },
            },
            avatar(person),
            isMe && h("span", { class: "who-name" }, person.real_name, h("small", {}, person.title)),
          );
        }),
    ),
    tool("theme-button", themes[settings.theme], text.theme, (button) =>
      openMenu(
        button,
        text.theme,
        (Object.keys(themes) as Theme[]).map((theme) => ({
          label: text.themes[theme],
          icon: themes[theme],
          checked: settings.theme === theme,
          run: () => acts.change({ ...settings, theme }),
        })),
      ),
    ),
    h(
      "button",
      {
        class: "top-tool language",
        attr: {
          type: "button",
          id: "language-button",
          lang: settings.language === "ko" ? "en" : "ko",
          title: text.otherLanguage,
          "aria-label": text.otherLanguage,
        },
        on: { click: () => acts.change({ ...settings, language: settings.language === "ko" ? "en" : "ko" }) },
      },
      settings.language === "ko" ? "EN" : "한",
    ),
    tool("help-button", "help", text.shortcuts, acts.help),
  );
  if (focused) document.getElementById(focused)?.focus();
}
