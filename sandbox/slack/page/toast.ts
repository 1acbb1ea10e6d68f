import { h } from "./dom.ts";

/** A short line at the bottom of the screen that goes by itself; in the top layer, so that no dialog hides it. */
export function toast(text: string): void {
  const line = h("div", { class: "toast", attr: { role: "status", popover: "manual" } }, text);
  document.body.append(line);
  line.showPopover();
  setTimeout(() => line.remove(), 5_000);
}
