import type { SeenStatus } from "../control/types.ts";
import { type Child, fill, h } from "./dom.ts";
import type { Look } from "./look.ts";

/** "ops: reading CloudTrail…" under a thread, with the app's own loading messages in turn. */
export interface StatusLine {
  element: HTMLElement;
  show(look: Look, status: SeenStatus | undefined): void;
}

const EACH_MS = 3_000;

export function createStatusLine(): StatusLine {
  const element = h("div", { class: "status-line", attr: { role: "status" } });
  let turning: ReturnType<typeof setInterval> | undefined;
  let shown = "";
  return {
    element,
    show(look, status) {
      const isBusy = status !== undefined && (status.text !== "" || status.processing);
      const name = look.nameOf(status?.user ?? look.directory.app.bot_user);
      const first = !isBusy ? "" : status.text === "" ? look.text.working(name) : look.text.status(name, status.text);
      const key = JSON.stringify([first, status?.loading_messages]);
      if (key === shown) return;
      shown = key;
      clearInterval(turning);
      if (!isBusy) {
        fill(element);
        return;
      }
      const dots: Child = h("span", { class: "dots", attr: { "aria-hidden": "true" } }, h("i"), h("i"), h("i"));
      const words = h("span", { class: "status-words" }, first);
      fill(element, dots, words);
      const lines = status.loading_messages;
      let at = -1;
      if (lines.length === 0) return;
      turning = setInterval(() => {
        at = (at + 1) % lines.length;
        words.textContent = lines[at] ?? "";
      }, EACH_MS);
    },
  };
}
