import { type Child, h } from "./dom.ts";

export interface Popover {
  element: HTMLElement;
  close(): void;
}

/**
 * A box next to what was pressed, in the browser's top layer: a press elsewhere or Escape closes it, and the focus goes
 * back to where it was.
 */
export function openPopover(anchor: HTMLElement, label: string, ...children: Child[]): Popover {
  const before = document.activeElement;
  const element = h(
    "div",
    { class: "popover", attr: { popover: "auto", role: "dialog", "aria-label": label } },
    children,
  );
  const close = (): void => element.hidePopover();
  element.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const held = element.contains(document.activeElement) || document.activeElement === document.body;
    element.remove();
    if (held && before instanceof HTMLElement) before.focus();
  });
  // In a modal dialog everything outside of it is inert, so the box has to be inside.
  (anchor.closest("dialog") ?? document.body).append(element);
  element.showPopover();
  // What is in it may come later, or change as somebody types.
  new ResizeObserver(() => place(element, anchor)).observe(element);
  place(element, anchor);
  return { element, close };
}

const GAP = 6;

/** Below what it belongs to, or above where there is more room; never out of the screen. */
function place(element: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const fitsBelow = at.bottom + GAP + height <= innerHeight;
  const fitsAbove = at.top - GAP - height >= 0;
  const top = fitsBelow || !fitsAbove ? at.bottom + GAP : at.top - GAP - height;
  const left = Math.min(at.left, innerWidth - width - GAP);
  element.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
  element.style.left = `${Math.max(GAP, left)}px`;
}
