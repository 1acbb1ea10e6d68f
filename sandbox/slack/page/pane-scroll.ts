import { h } from "./dom.ts";

/** Keeps a list at its end while its reader is there, and where they are while they are not. */
export interface Scroll {
  element: HTMLElement;
  label(newMessages: string): void;
  toEnd(): void;
  /** What is not a conversation yet is read from its beginning. */
  toTop(): void;
  isAtEnd(): boolean;
  /** Something new was added below: its beginning stays in sight, however long it grows. */
  added(element: HTMLElement): void;
  /** Adds above without moving what is being read. */
  keepPlace(add: () => void): void;
}

const NEAR_PX = 120;
const ABOVE_PX = 14;
/** Who is still at the end after this long has read what came. */
const SEEN_MS = 30_000;

export function createScroll(list: HTMLElement, reached: { atTop: () => void; atEnd: () => void }): Scroll {
  const newer = h("button", { class: "newer", attr: { type: "button", hidden: true }, on: { click: toEnd } });
  const scroller = h("div", { class: "scroller", attr: { tabindex: -1 } }, list);
  const element = h("div", { class: "scroll" }, scroller, newer);
  let follows = true;
  /** The first of what came since the reader was last known to be at the end. */
  let firstNew: HTMLElement | undefined;
  let newSince = 0;
  let lastTop = 0;

  const fromEnd = (): number => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  scroller.addEventListener("scroll", () => {
    const isNearEnd = fromEnd() < NEAR_PX;
    // Only a reader's own way up leaves the end: content that grows below fires the same event.
    if (isNearEnd) follows = true;
    else if (scroller.scrollTop < lastTop) follows = false;
    lastTop = scroller.scrollTop;
    if (isNearEnd) {
      newer.hidden = true;
      reached.atEnd();
    }
    if (scroller.scrollTop < NEAR_PX) reached.atTop();
  });
  // A reader who turns the wheel has taken over; what came before that has been seen.
  for (const event of ["wheel", "touchmove"] as const) {
    scroller.addEventListener(event, () => (firstNew = undefined), { passive: true });
  }
  // Pictures that arrive late, and a streamed answer that grows, must not push the end out of sight.
  new ResizeObserver(follow).observe(list);

  function follow(): void {
    if (!follows) return;
    const end = scroller.scrollHeight - scroller.clientHeight;
    const top = firstNew?.isConnected ? firstNew.offsetTop - ABOVE_PX : end;
    scroller.scrollTop = Math.min(end, top);
    newer.hidden = end - top < NEAR_PX;
  }

  function toEnd(): void {
    firstNew = undefined;
    follows = true;
    follow();
  }

  return {
    element,
    label: (newMessages) => {
      newer.textContent = newMessages;
    },
    toEnd,
    toTop() {
      follows = false;
      scroller.scrollTop = 0;
    },
    isAtEnd: () => follows && fromEnd() < NEAR_PX,
    added(element) {
      if (follows) {
        const now = performance.now();
        if (!firstNew?.isConnected || now - newSince > SEEN_MS) {
          firstNew = element;
          newSince = now;
        }
        follow();
      } else newer.hidden = false;
    },
    keepPlace(add) {
      const before = scroller.scrollHeight - scroller.scrollTop;
      add();
      scroller.scrollTop = scroller.scrollHeight - before;
    },
  };
}
