import { h } from "../dom.ts";

/**
 * A link that cannot lie: only http, https and mailto are followed, and a label that looks like another host gets the
 * real one written behind it.
 */
export function safeLink(target: string, label: string): Node {
  const url = URL.parse(target);
  if (!url || !["http:", "https:", "mailto:"].includes(url.protocol)) {
    return document.createTextNode(label === target || target === "" ? label : `${label} (${target})`);
  }
  const link = h(
    "a",
    { attr: { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow", title: url.href } },
    label,
  );
  const pretends = /\b[\w-]+(\.[\w-]+)+\b/.exec(label.replace(/^https?:\/\//, ""))?.[0];
  if (!pretends || url.host.endsWith(pretends) || url.href.includes(label)) return link;
  return h("span", {}, link, h("span", { class: "real-host" }, ` (${url.host})`));
}
