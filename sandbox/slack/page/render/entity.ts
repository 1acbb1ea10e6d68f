import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { safeLink } from "./link.ts";
import { visible } from "./visible.ts";

/** What stands between `<` and `>` in Slack's text: a person, group, channel, broadcast, date or link. */
export function entity(look: Look, inner: string): Node {
  const [target = "", label] = split(inner);
  const id = target.slice(1);
  if (target.startsWith("@")) return look.person(id) ? person(look, id) : mention(`@${id}`);
  if (target.startsWith("#")) {
    const channel = look.channels.find((one) => one.id === id);
    return mention(`#${channel?.name ?? label ?? id}`);
  }
  if (target.startsWith("!subteam^")) {
    const group = look.directory.groups.find((one) => one.id === target.slice("!subteam^".length));
    return mention(`@${group?.handle ?? label ?? "group"}`, group?.users.includes(look.me.id));
  }
  if (target.startsWith("!date^")) return date(look, target, label);
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`, true);
  // Brackets around anything else are somebody's words, a tag for example: shown as they were written.
  if (!URL.canParse(target)) return document.createTextNode(visible(`<${inner}>`));
  return safeLink(target, label ?? target);
}

function mention(text: string, meansMe = false): HTMLElement {
  return h("span", { class: meansMe ? "mention me" : "mention" }, visible(text));
}

/** A name that shows who it is when pressed. */
function person(look: Look, id: string): HTMLElement {
  const made = h(
    "button",
    {
      class: id === look.me.id ? "mention me" : "mention",
      attr: { type: "button" },
      on: { click: () => look.profile(id, made) },
    },
    `@${look.nameOf(id)}`,
  );
  return made;
}

function split(inner: string): [string, string | undefined] {
  const bar = inner.indexOf("|");
  return bar < 0 ? [inner, undefined] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

/** `!date^1392734382^{date_short} {time}^link|fallback`, in the reader's own zone. */
function date(look: Look, target: string, fallback: string | undefined): Node {
  const [, epoch = "", format = ""] = target.split("^");
  if (!/^\d+$/.test(epoch)) return document.createTextNode(fallback ?? target);
  const shown = format
    .replace(/\{date[a-z_]*\}/g, look.times.day(epoch))
    .replace(/\{time[a-z_]*\}/g, look.times.clock(epoch))
    .replace(/\{ago\}/g, look.times.full(epoch));
  return h("time", { attr: { title: look.times.full(epoch) } }, shown);
}
