import { avatar } from "./avatar.ts";
import { fill, h } from "./dom.ts";
import type { Look } from "./look.ts";

/** The bar on top: what this is, and everybody one can look as, one click each. */
export function drawTopBar(into: HTMLElement, look: Look, acts: { lookAs(id: string): void; menu(): void }): void {
  const { text, directory } = look;
  fill(
    into,
    h(
      "button",
      { class: "menu-button", attr: { type: "button", "aria-label": text.menu }, on: { click: acts.menu } },
      "☰",
    ),
    h("strong", { class: "stand-in" }, text.standIn),
    h("span", { class: "stand-in-long" }, text.standInLong),
    h("span", { class: "looking-as" }, text.lookingAs),
    h(
      "div",
      { class: "who", attr: { role: "radiogroup", "aria-label": text.lookingAs } },
      directory.people
        .filter((person) => !person.is_bot && !person.deleted)
        .map((person) =>
          h(
            "button",
            {
              class: person.id === look.me.id ? "who-one me" : "who-one",
              attr: {
                type: "button",
                role: "radio",
                "aria-checked": person.id === look.me.id ? "true" : "false",
                title: `${person.real_name} · ${person.title} · ${person.tz}`,
              },
              data: { user: person.name },
              on: { click: () => acts.lookAs(person.id) },
            },
            avatar(person),
            person.id === look.me.id &&
              h("span", { class: "who-name" }, person.real_name, h("small", {}, person.title)),
          ),
        ),
    ),
  );
}
