import type { SeenMessage } from "../control/types.ts";
import type { MessageView } from "./message.ts";
import type { MessageActs } from "./message-tools.ts";

interface Walked {
  view(ts: string): MessageView | undefined;
  message(ts: string): SeenMessage | undefined;
  acts: MessageActs;
}

/** Arrow keys from message to message, and a letter for each thing one can do with the message in focus. */
export function walkMessages(list: HTMLElement, { view, message, acts }: Walked): void {
  list.addEventListener("keydown", (event) => {
    const focused = event.target;
    if (!(focused instanceof HTMLElement) || !focused.matches("article.message")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const ts = focused.dataset.ts ?? "";
    const found = message(ts);
    const keys: Record<string, () => void> = {
      ArrowUp: () => step(list, focused, -1),
      ArrowDown: () => step(list, focused, 1),
      Home: () => edge(list, 0),
      End: () => edge(list, -1),
      t: () => acts.openThread?.(ts),
      e: () => view(ts)?.edit(),
      r: () => focused.querySelector<HTMLButtonElement>(".toolbar .icon-smile")?.parentElement?.click(),
      c: () => found && acts.copyText(found),
      l: () => found && acts.copyLink(found),
      Delete: () => found?.mine === true && acts.remove(found),
      Enter: () =>
        acts.openThread
          ? acts.openThread(ts)
          : focused.querySelector<HTMLElement>(".blocks button, .blocks a")?.focus(),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
}

function step(list: HTMLElement, from: HTMLElement, by: number): void {
  const all = [...list.querySelectorAll<HTMLElement>("article.message")];
  all[all.indexOf(from) + by]?.focus();
}

function edge(list: HTMLElement, at: 0 | -1): void {
  [...list.querySelectorAll<HTMLElement>("article.message")].at(at)?.focus();
}
