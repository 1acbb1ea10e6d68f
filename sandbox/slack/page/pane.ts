import type { Messages, SeenChange, SeenMessage, SeenPrompts, SeenStatus } from "../control/types.ts";
import { type Child, fill, h } from "./dom.ts";
import type { Look } from "./look.ts";
import { createMessageView, type MessageView } from "./message.ts";
import type { MessageActs } from "./message-tools.ts";
import { walkMessages } from "./pane-keys.ts";
import { createScroll } from "./pane-scroll.ts";
import { putInOrder } from "./region.ts";
import { createStatusLine } from "./status-line.ts";

export interface Place {
  channel: string;
  /** The root's ts; absent for a channel's own list. */
  thread?: string;
}

export interface PaneActs extends MessageActs {
  /** Older ones than this. */
  older(place: Place, before: string): Promise<Messages | undefined>;
  /** The reader has seen everything up to this message. */
  seen(ts: string): void;
  /** The app's work in the shown thread began or ended. */
  working(stop: string | undefined): void;
  /** What stands in the list while there is no message. */
  empty(look: Look, prompts: SeenPrompts): Child;
}

/** A list of messages that lives: what a channel shows, or one thread. Keeps to the end while the reader is there. */
export interface Pane {
  element: HTMLElement;
  show(look: Look, place: Place, loaded: Messages, lastRead?: string): void;
  apply(change: SeenChange): void;
  /** Takes away what the one who looked saw and could press, before somebody else looks. */
  leave(): void;
  /** Opens the newest own message for editing. */
  editLast(): void;
  focus(): void;
}

const FOLLOWS_SECONDS = 300;

export function createPane(acts: PaneActs): Pane {
  const list = h("div", { class: "messages", attr: { role: "log", "aria-live": "polite" } });
  const status = createStatusLine();
  const scroll = createScroll(list, { atTop: () => void loadOlder(), atEnd: reportSeen });
  const element = h("section", { class: "pane" }, scroll.element, status.element);
  const messages = new Map<string, SeenMessage>();
  const views = new Map<string, MessageView>();
  const statuses = new Map<string, SeenStatus>();
  let look: Look | undefined;
  let place: Place = { channel: "" };
  let prompts: SeenPrompts = { title: "", prompts: [] };
  let newFrom: string | undefined;
  let hasMore = false;
  let isLoading = false;

  walkMessages(list, {
    view: (ts) => views.get(ts),
    message: (ts) => messages.get(ts),
    acts,
  });

  function belongs(message: SeenMessage): boolean {
    if (message.channel !== place.channel) return false;
    if (place.thread === undefined) return message.thread_ts === undefined || message.broadcast !== undefined;
    return message.thread_ts === place.thread || message.ts === place.thread;
  }

  function sorted(): SeenMessage[] {
    return [...messages.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  /** Puts everything in order; only what changed is drawn again. */
  function arrange(): void {
    if (!look) return;
    const { times, text, me } = look;
    const children: Node[] = [];
    let before: SeenMessage | undefined;
    let isMarked = false;
    for (const message of sorted()) {
      const isNewDay = !before || !times.sameDay(before.ts, message.ts);
      if (isNewDay) children.push(h("div", { class: "day" }, h("span", {}, times.day(message.ts))));
      const isNew = newFrom !== undefined && message.ts > newFrom && message.user !== me.id && !message.ephemeral;
      if (isNew && !isMarked)
        children.push(h("div", { class: "new-line", attr: { role: "separator" } }, h("span", {}, text.newLine)));
      const isBroken = isNewDay || (isNew && !isMarked);
      isMarked ||= isNew;
      const follows = !isBroken && before !== undefined && isSameVoice(before, message);
      const state = { message, follows, status: place.thread === undefined ? statuses.get(message.ts) : undefined };
      const known = views.get(message.ts);
      known?.update(state);
      const view =
        known ?? createMessageView(look, state, place.thread === undefined ? acts : { ...acts, openThread: undefined });
      views.set(message.ts, view);
      children.push(view.element);
      if (message.ts === place.thread && message.reply_count > 0)
        children.push(h("div", { class: "reply-count" }, h("span", {}, text.replies(message.reply_count))));
      before = message;
    }
    if (messages.size === 0) fill(list, acts.empty(look, prompts));
    else putInOrder(list, hasMore ? [h("div", { class: "older" }, text.loadingOlder), ...children] : children);
  }

  function isSameVoice(before: SeenMessage, message: SeenMessage): boolean {
    return (
      before.user === message.user &&
      message.broadcast === undefined &&
      before.username === message.username &&
      !message.ephemeral &&
      !before.ephemeral &&
      before.ts !== place.thread &&
      Number(message.ts) - Number(before.ts) < FOLLOWS_SECONDS
    );
  }

  function drawStatus(): void {
    if (!look) return;
    const now = place.thread === undefined ? undefined : statuses.get(place.thread);
    status.show(look, now);
    acts.working(now?.processing ? place.thread : undefined);
  }

  async function loadOlder(): Promise<void> {
    const first = sorted().find((message) => message.ts !== place.thread);
    if (!hasMore || isLoading || !first) return;
    isLoading = true;
    const from = place;
    const loaded = await acts.older(place, first.ts);
    isLoading = false;
    if (!loaded || from !== place) return;
    for (const message of loaded.messages) messages.set(message.ts, message);
    hasMore = loaded.has_more ?? false;
    scroll.keepPlace(arrange);
  }

  function reportSeen(): void {
    const last = sorted().findLast((message) => !message.ephemeral);
    if (last && place.thread === undefined && document.hasFocus()) acts.seen(last.ts);
  }

  return {
    element,
    show(as, where, loaded, lastRead) {
      // Back at the same place, what is drawn stays and only what has changed is drawn again.
      const isSame = look === as && place.channel === where.channel && place.thread === where.thread;
      look = as;
      place = where;
      prompts = loaded.prompts;
      messages.clear();
      if (!isSame) {
        views.clear();
        list.replaceChildren();
      }
      statuses.clear();
      hasMore = loaded.has_more ?? false;
      newFrom = lastRead;
      for (const message of loaded.messages) messages.set(message.ts, message);
      for (const one of loaded.statuses) statuses.set(one.thread_ts, one);
      scroll.label(as.text.newMessages);
      arrange();
      drawStatus();
      if (messages.size > 0) scroll.toEnd();
      else scroll.toTop();
      reportSeen();
    },
    apply(change) {
      if (!look) return;
      if (change.type === "message" && belongs(change.message)) {
        const isNew = !messages.has(change.message.ts);
        messages.set(change.message.ts, change.message);
        arrange();
        const element = views.get(change.message.ts)?.element;
        if (isNew && element) {
          if (change.message.user === look.me.id || messages.size === 1) scroll.toEnd();
          else scroll.added(element);
        }
        if (isNew && scroll.isAtEnd()) reportSeen();
      } else if (change.type === "deleted" && change.channel === place.channel && messages.delete(change.ts)) {
        views.delete(change.ts);
        arrange();
      } else if (change.type === "status" && change.status.channel === place.channel) {
        statuses.set(change.status.thread_ts, change.status);
        arrange();
        drawStatus();
      }
    },
    leave() {
      look = undefined;
      messages.clear();
      views.clear();
      list.replaceChildren();
    },
    editLast() {
      const last = sorted().findLast((message) => message.mine === true);
      if (last) views.get(last.ts)?.edit();
    },
    focus() {
      const last = sorted().at(-1);
      if (last) views.get(last.ts)?.element.focus();
    },
  };
}
