import { avatar } from "./avatar.ts";
import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { openPopover } from "./popover.ts";

/** Who somebody is: name, what they do, their time, their groups; and one button to look as them. */
export function openProfile(look: Look, id: string, anchor: HTMLElement, lookAs: (id: string) => void): void {
  const { text, directory, times } = look;
  const person = look.person(id);
  if (!person) return;
  const groups = directory.groups.filter((group) => group.users.includes(id));
  const canLookAs = !person.is_bot && !person.deleted && id !== look.me.id;
  const box = openPopover(
    anchor,
    look.nameOf(id),
    h(
      "div",
      { class: "profile" },
      avatar(person, "large"),
      h("strong", { class: "profile-name" }, look.nameOf(id)),
      h("div", { class: "profile-title" }, person.is_bot ? text.appNote(directory.app.name) : person.title),
      !person.is_bot && h("div", { class: "profile-line" }, `@${person.name}`),
      !person.is_bot &&
        h("div", { class: "profile-line" }, `${times.clockIn(person.tz, look.now())} · ${person.tz.replace("_", " ")}`),
      groups.length > 0 &&
        h("div", { class: "profile-line" }, icon("users"), groups.map((group) => `@${group.handle}`).join(", ")),
      canLookAs &&
        h(
          "button",
          {
            class: "button primary",
            attr: { type: "button" },
            on: {
              click: () => {
                box.close();
                lookAs(id);
              },
            },
          },
          text.lookAs(look.nameOf(id)),
        ),
    ),
  );
  box.element.querySelector("button")?.focus();
}
