import type { Messages, SeenChange, SeenMessage, SeenPrompts, SeenStatus } from "../control/types.ts";
import { type Child, fill, h } from "./dom.ts";
import type { Look } from "./look.ts";
import { drawMessage } from "./message.ts";

export interface PaneActs {
  /** Only in a channel's pane. */
  openThread?: (ts: string) => void;
  react(message: SeenMessage, name: string): void;
  stop(threadTs: string): void;
  ask(text: string): void;
}

/** A list of messages that lives: a channel's roots, or one thread. Keeps to the end while the reader is there. */
export interface Pane {
  element: HTMLElement;
  show(look: Look, place: { channel: string; thread?: string }, loaded: Messages): void;
  apply(change: SeenChange): void;
}

const NEAR_END_PX = 120;
const FOLLOWS_SECONDS = 300;

export function createPane(acts: PaneActs, empty: (look: Look, prompts: SeenPrompts) => Child): Pane {
  const list = h("div", { class: "messages", attr: { role: "log", "aria-live": "polite" } });
  const statusLine = h("div", { class: "status-line", attr: { role: "status" } });
  const newer = h("button", { class: "newer", attr: { type: "button", hidden: true }, on: { click: toEnd } });
  const scroller = h("div", { class: "scroller" }, list);
  const element = h("div", { class: "pane" }, scroller, newer, statusLine);
  const messages = new Map<string, SeenMessage>();
  const drawn = new Map<string, HTMLElement>();
  const statuses = new Map<string, SeenStatus>();
  let look: Look | undefined;
  let place: { channel: string; thread?: string } = { channel: "" };
  let prompts: SeenPrompts = { title: "", prompts: [] };
  let atEnd = true;
  let lastTop = 0;

  scroller.addEventListener("scroll", () => {
    const isNearEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    // Only a reader's own way up leaves the end: content that grows below fires the same event.
    if (isNearEnd) atEnd = true;
    else if (scroller.scrollTop < lastTop) atEnd = false;
    lastTop = scroller.scrollTop;
    if (atEnd) newer.hidden = true;
  });
  // Pictures that arrive late, and a streamed answer that grows, must not push the end out of sight.
  new ResizeObserver(() => {
    if (atEnd) toEnd();
  }).observe(list);

  function toEnd(): void {
    scroller.scrollTop = scroller.scrollHeight;
    newer.hidden = true;
  }

  function belongs(message: { channel: string; ts: string; thread_ts?: string }): boolean {
    if (message.channel !== place.channel) return false;
    if (place.thread === undefined) return message.thread_ts === undefined;
    return message.thread_ts === place.thread || message.ts === place.thread;
  }

  /** Puts everything in order; only what changed is drawn again. */
  function arrange(): void {
    if (!look) return;
    const sorted = [...messages.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
    const children: Node[] = [];
    let before: SeenMessage | undefined;
    for (const message of sorted) {
      if (!before || !look.times.sameDay(before.ts, message.ts)) {
        children.push(h("div", { class: "day" }, h("span", {}, look.times.day(message.ts))));
        before = undefined;
      }
      const follows =
        before !== undefined &&
        before.user === message.user &&
        !message.ephemeral &&
        !before.ephemeral &&
        before.ts !== place.thread &&
        Number(message.ts) - Number(before.ts) < FOLLOWS_SECONDS;
      let node = drawn.get(message.ts);
      if (!node || node.classList.contains("follows") !== follows) {
        node = drawMessage(look, message, {
          follows,
          react: acts.react,
          ...(acts.openThread ? { openThread: acts.openThread } : {}),
          status: place.thread === undefined ? statuses.get(message.ts) : undefined,
        });
        drawn.set(message.ts, node);
      }
      children.push(node);
      before = message;
    }
    if (sorted.length === 0) fill(list, empty(look, prompts));
    else putInOrder(list, children);
  }

  function drawStatus(): void {
    const status = place.thread === undefined ? undefined : statuses.get(place.thread);
    if (!look || !status || (status.text === "" && !status.processing)) {
      fill(statusLine);
      return;
    }
    const name = look.nameOf(look.directory.app.bot_user);
    const { thread_ts } = status;
    fill(
      statusLine,
      h("span", { class: "dots", attr: { "aria-hidden": "true" } }, h("i"), h("i"), h("i")),
      h("span", {}, status.text === "" ? look.text.working(name) : look.text.status(name, status.text)),
      status.processing &&
        h(
          "button",
          { class: "button small", attr: { type: "button" }, on: { click: () => acts.stop(thread_ts) } },
          look.text.stop,
        ),
    );
  }

  return {
    element,
    show(as, where, loaded) {
      look = as;
      place = where;
      prompts = loaded.prompts;
      messages.clear();
      drawn.clear();
      statuses.clear();
      for (const message of loaded.messages) messages.set(message.ts, message);
      for (const status of loaded.statuses) statuses.set(status.thread_ts, status);
      newer.textContent = as.text.newMessages;
      list.replaceChildren();
      arrange();
      drawStatus();
      atEnd = true;
      toEnd();
    },
    apply(change) {
      if (!look) return;
      if (change.type === "message" && belongs(change.message)) {
        const isNew = !messages.has(change.message.ts);
        messages.set(change.message.ts, change.message);
        drawn.delete(change.message.ts);
        arrange();
        if (atEnd) toEnd();
        else if (isNew) newer.hidden = false;
      } else if (change.type === "deleted" && messages.delete(change.ts)) {
        drawn.delete(change.ts);
        arrange();
      } else if (change.type === "status" && change.status.channel === place.channel) {
        statuses.set(change.status.thread_ts, change.status);
        if (place.thread === undefined) drawn.delete(change.status.thread_ts);
        arrange();
        drawStatus();
      }
    },
  };
}

/** Puts the nodes in this order without touching those already in place, so that what is selected or open stays so. */
function putInOrder(parent: Element, nodes: readonly Node[]): void {
  nodes.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild?.remove();
}
