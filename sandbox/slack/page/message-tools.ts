import type { SeenMessage } from "../control/types.ts";
import { h } from "./dom.ts";
import { openEmojiPicker } from "./emoji-picker.ts";
import { type IconName, icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { type MenuItem, openMenu } from "./menu.ts";
import { emojiOf } from "./render/emoji.ts";

/** What a person can do with a message. */
export interface MessageActs {
  /** Only in a channel's list. */
  openThread?: ((ts: string) => void) | undefined;
  react(message: SeenMessage, name: string): void;
  /** Whether it was taken. */
  edit(message: SeenMessage, typed: string): Promise<boolean>;
  remove(message: SeenMessage): void;
  copyLink(message: SeenMessage): void;
  copyText(message: SeenMessage): void;
}

const QUICK = ["white_check_mark", "eyes", "+1"];

/** The bar at a message's corner. */
export function messageTools(look: Look, current: () => SeenMessage, acts: MessageActs, edit: () => void): HTMLElement {
  const { text } = look;
  const tool = (name: IconName, label: string, run: (button: HTMLElement) => void): HTMLElement => {
    const made = h(
      "button",
      { attr: { type: "button", title: label, "aria-label": label, tabindex: -1 }, on: { click: () => run(made) } },
      icon(name),
    );
    return made;
  };
  return h(
    "div",
    { class: "toolbar", attr: { role: "toolbar", "aria-label": text.messageTools } },
    QUICK.map((name) =>
      h(
        "button",
        {
          class: "quick",
          attr: { type: "button", title: `:${name}:`, "aria-label": text.react(`:${name}:`), tabindex: -1 },
          on: { click: () => acts.react(current(), name) },
        },
        emojiOf(name) ?? name,
      ),
    ),
    tool("smile", text.addReaction, (button) =>
      openEmojiPicker(text, button, (_, name) => acts.react(current(), name)),
    ),
    acts.openThread && tool("reply", text.startThread, () => acts.openThread?.(current().thread_ts ?? current().ts)),
    tool("more", text.more, (button) => openMenu(button, text.more, itemsFor(look, current(), acts, edit))),
  );
}

function itemsFor({ text }: Look, message: SeenMessage, acts: MessageActs, edit: () => void): MenuItem[] {
  const own: MenuItem[] = [
    { label: text.edit, icon: "edit", run: edit },
    { label: text.remove, icon: "trash", danger: true, run: () => acts.remove(message) },
  ];
  return [
    { label: text.copyText, icon: "reply", run: () => acts.copyText(message) },
    { label: text.copyLink, icon: "link", run: () => acts.copyLink(message) },
    ...(message.mine === true ? own : []),
  ];
}
