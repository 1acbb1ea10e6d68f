import { h } from "./dom.ts";

export type Screen = ReturnType<typeof createScreen>;

/** The parts of the screen, in the order in which the keyboard goes through them. */
export function createScreen(body: HTMLElement, closeMenu: () => void) {
  const screen = {
    topBar: h("header", { class: "top-bar" }),
    sidebar: h("nav", { class: "sidebar", attr: { id: "sidebar" } }),
    header: h("div", { class: "header-bar" }),
    lost: h("div", { class: "lost", attr: { role: "alert", hidden: true } }),
    home: h("div", { class: "home", attr: { tabindex: -1 } }),
    main: h("main", { class: "main", attr: { tabindex: -1 } }),
    threadHeader: h("div", { class: "header-bar" }),
    thread: h("aside", { class: "thread", attr: { tabindex: -1 } }),
    shade: h("div", { class: "shade", on: { click: closeMenu } }),
  };
  /** Moves the focus into the next part that is on the screen. */
  function focusPart(by: -1 | 1): void {
    const parts = [screen.topBar, screen.sidebar, screen.main, screen.thread].filter(
      (part) => part.offsetParent !== null,
    );
    const at = parts.findIndex((part) => part.contains(document.activeElement));
    const part = parts.at((at + by) % parts.length);
    const field = part?.querySelector<HTMLElement>(
      "textarea:not(:disabled), [aria-current=page], button:not(:disabled)",
    );
    (field ?? part)?.focus();
  }
  /** On a touch screen the focus would bring up the keyboard over what was just opened. */
  const mayFocus = (): boolean =>
    matchMedia("(hover: hover)").matches && screen.topBar.querySelector(":focus-visible") === null;
  return { ...screen, focusPart, mayFocus, is: (name: string, on?: boolean) => body.classList.toggle(name, on) };
}
