import { h } from "./dom.ts";

/** A short line at the bottom of the screen that goes by itself. */
export function toast(text: string): void {
  const line = h("div", { class: "toast", attr: { role: "status" } }, text);
  document.body.append(line);
  setTimeout(() => line.remove(), 5_000);
}
