import { h } from "../dom.ts";
import { withEmoji } from "./emoji.ts";
import { namesAnotherHost } from "./other-host.ts";
import { visible } from "./visible.ts";

/**
 * A link that cannot lie: only http, https and mailto are followed, and a label that looks like another host gets the
 * real one written behind it.
 */
export function safeLink(target: string, label: string): Node {
  const shown = visible(withEmoji(label));
  const url = URL.parse(target);
  if (!url || !["http:", "https:", "mailto:"].includes(url.protocol)) {
    return document.createTextNode(label === target || target === "" ? shown : `${shown} (${visible(target)})`);
  }
  const link = h(
    "a",
    { attr: { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow", title: url.href } },
    shown,
  );
  if (!namesAnotherHost(url, label)) return link;
  return h("span", {}, link, h("span", { class: "real-host" }, ` (${url.host || url.pathname})`));
}

/** Opens an address of an app's button apart from this page; anything but the web is not opened. */
export function openOutside(target: string): void {
  if (/^https?:\/\//i.test(target)) window.open(target, "_blank", "noopener,noreferrer");
}
