import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import { showDialog } from "./show-dialog.ts";
import type { Text } from "./text/text.ts";

/** The page's keys. Those of a single message are in pane-keys.ts. */
export interface ShortcutActs {
  jump(): void;
  help(): void;
  /** To the channel before or after this one. */
  channel(by: -1 | 1): void;
  /** The n-th person of the bar, from 0. */
  person(n: number): void;
  /** Into the next or previous part of the screen. */
  part(by: -1 | 1): void;
  closeThread(): void;
}

export function listenForShortcuts(view: Window, acts: ShortcutActs): void {
  view.addEventListener("keydown", (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    const target = event.target;
    const isTyping = target instanceof HTMLElement && target.matches("input, textarea, select");
    const isOver = view.document.querySelector("dialog[open], [popover]:popover-open:not(.toast)") !== null;
    const digit = /^Digit([1-9])$/.exec(code)?.[1];
    if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k" && !isOver) acts.jump();
    else if ((ctrlKey || metaKey) && key === "/" && !isOver) acts.help();
    else if (isOver) return;
    else if (key === "?" && !isTyping) acts.help();
    else if (altKey && !ctrlKey && !metaKey && key === "ArrowUp") acts.channel(-1);
    else if (altKey && !ctrlKey && !metaKey && key === "ArrowDown") acts.channel(1);
    else if (altKey && !ctrlKey && !metaKey && digit) acts.person(Number(digit) - 1);
    else if (key === "F6") acts.part(shiftKey ? -1 : 1);
    else if (key === "Escape" && !event.defaultPrevented) acts.closeThread();
    else return;
    event.preventDefault();
  });
}

/** All keys on one page. */
export function openHelp(text: Text): void {
  const dialog: HTMLDialogElement = h(
    "dialog",
    {
      class: "dialog help",
      attr: { "aria-labelledby": "help-title" },
      on: {
        click: (event) => {
          if (event.target === dialog) dialog.close();
        },
      },
    },
    h(
      "div",
      { class: "dialog-head" },
      h("h2", { attr: { id: "help-title" } }, text.shortcuts),
      h(
        "button",
        {
          class: "icon-button",
          attr: { type: "button", "aria-label": text.close },
          on: { click: () => dialog.close() },
        },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "help-parts" },
      text.keys.map((part) =>
        h(
          "section",
          {},
          h("h3", {}, part.title),
          h(
            "dl",
            {},
            part.keys.map(([keys, what]) => [
              h(
                "dt",
                {},
                keys.split(" ").map((key) => h("kbd", {}, key)),
              ),
              h("dd", {}, what),
            ]),
          ),
        ),
      ),
    ),
  );
  showDialog(dialog);
}
