import { fill, h } from "./dom.ts";
import { openPopover } from "./popover.ts";
import { emojiNames, emojiOf } from "./render/emoji.ts";
import type { Text } from "./text/text.ts";

/** A small board of the emoji this page knows; `pick` gets the sign and its name. */
export function openEmojiPicker(text: Text, anchor: HTMLElement, pick: (sign: string, name: string) => void): void {
  const board = h("div", { class: "emoji-board", attr: { role: "listbox", "aria-label": text.emoji } });
  const search = h("input", {
    class: "field",
    attr: { type: "text", placeholder: text.search, "aria-label": text.search },
    on: {
      input: draw,
      keydown: (event) => {
        if (event.key === "Enter" && !event.isComposing) board.querySelector("button")?.click();
      },
    },
  });
  function draw(): void {
    const names = emojiNames.filter((name) => name.includes(search.value.trim().toLowerCase()));
    fill(
      board,
      names.map((name) =>
        h(
          "button",
          {
            class: "emoji-one",
            attr: { type: "button", role: "option", "aria-label": name, title: `:${name}:` },
            on: {
              click: () => {
                box.close();
                pick(emojiOf(name) ?? "", name);
              },
            },
          },
          emojiOf(name),
        ),
      ),
    );
  }
  const box = openPopover(anchor, text.emoji, h("div", { class: "emoji-picker" }, search, board));
  draw();
  search.focus();
}
