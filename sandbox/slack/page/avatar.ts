import type { SeenPerson } from "../control/types.ts";
import { h } from "./dom.ts";

/** A person's square: a Korean given name, Latin initials, or the bot's own mark. */
export function avatar(person: SeenPerson | undefined, size: "small" | "normal" | "large" = "normal"): HTMLElement {
  const label = person ? initials(person) : "⚙";
  return h(
    "span",
    {
      class: `avatar ${size}${person?.is_bot ? " bot" : ""}`,
      css: { "--hue": person?.color ?? "#64748b" },
      attr: { "aria-hidden": "true" },
    },
    label,
  );
}

function initials(person: SeenPerson): string {
  if (person.is_bot) return person.name.slice(0, 3);
  if (/^\p{Script=Hangul}{2,4}$/u.test(person.real_name)) return person.real_name.slice(-2);
  return person.real_name
    .split(/\s+/)
    .map((word) => word[0])
    .join("")
    .slice(0, 2)
    .toUpperCase();
}
