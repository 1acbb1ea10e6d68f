import { h } from "./dom.ts";
import { type IconName, icon } from "./icon.ts";
import { openPopover } from "./popover.ts";

export interface MenuItem {
  label: string;
  icon?: IconName;
  note?: string;
  danger?: boolean;
  /** Marks one of several as the one that holds. */
  checked?: boolean;
  run(): void;
}

/** A menu under a button; arrow keys go through it, letters are not needed for so few lines. */
export function openMenu(anchor: HTMLElement, label: string, items: readonly MenuItem[]): void {
  const buttons = items.map((item) =>
    h(
      "button",
      {
        class: item.danger ? "menu-item danger" : "menu-item",
        attr: {
          type: "button",
          role: item.checked === undefined ? "menuitem" : "menuitemradio",
          "aria-checked": item.checked === undefined ? undefined : String(item.checked),
        },
        on: {
          click: () => {
            menu.close();
            item.run();
          },
        },
      },
      item.icon && icon(item.icon),
      h("span", { class: "menu-label" }, item.label, item.note && h("small", {}, item.note)),
      item.checked && icon("check"),
    ),
  );
  const list = h("div", { class: "menu", attr: { role: "menu" } }, buttons);
  list.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons.at((at + step) % buttons.length)?.focus();
  });
  const menu = openPopover(anchor, label, list);
  buttons[0]?.focus();
}
