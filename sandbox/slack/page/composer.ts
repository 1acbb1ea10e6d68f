import { fill, h } from "./dom.ts";
import type { Look } from "./look.ts";

export interface Composer {
  element: HTMLElement;
  /** Says for whom and where to; keeps what was typed for this place before. */
  show(look: Look, options: { key: string; placeholder: string; disabled?: string }): void;
  focus(): void;
}

/** Where a person writes. Enter sends, Shift+Enter breaks the line; an input method's own Enter does neither. */
export function createComposer(send: (text: string) => Promise<boolean>): Composer {
  const drafts = new Map<string, string>();
  let key = "";
  let look: Look | undefined;

  const input = h("textarea", {
    class: "composer-input",
    attr: { rows: 1 },
    on: {
      input: () => {
        drafts.set(key, input.value);
        grow();
        suggest();
      },
      keydown: (event) => {
        // 229: Chromium on some systems reports the Enter that ends a composition this way.
        if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
        event.preventDefault();
        void submit();
      },
    },
  });
  const commands = h("div", { class: "command-list" });
  const hint = h("span", { class: "hint" });
  const button = h("button", {
    class: "button primary send",
    attr: { type: "button" },
    on: { click: () => void submit() },
  });
  // Until it is known who looks and where to, there is nobody to send as.
  input.disabled = true;
  button.disabled = true;
  const element = h(
    "div",
    { class: "composer" },
    commands,
    h("div", { class: "composer-box" }, input, h("div", { class: "composer-foot" }, hint, button)),
  );

  function grow(): void {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 220)}px`;
  }

  function suggest(): void {
    const typed = input.value;
    const offered =
      look && /^\/\S*$/.test(typed) ? look.directory.commands.filter((one) => one.command.startsWith(typed)) : [];
    fill(
      commands,
      offered.map((one) =>
        h(
          "button",
          {
            attr: { type: "button" },
            on: {
              click: () => {
                input.value = `${one.command} `;
                suggest();
                input.focus();
              },
            },
          },
          h("strong", {}, one.command),
          ` ${one.usage_hint} `,
          h("small", {}, one.description),
        ),
      ),
    );
  }

  async function submit(): Promise<void> {
    const text = input.value;
    if (text.trim() === "" || input.disabled) return;
    const sentFrom = key;
    input.value = "";
    drafts.delete(key);
    grow();
    suggest();
    if (await send(text)) return;
    // It did not go out: nothing typed may be lost.
    drafts.set(sentFrom, text);
    if (key === sentFrom && input.value === "") input.value = text;
    grow();
  }

  return {
    element,
    show(as, options) {
      look = as;
      key = options.key;
      input.value = drafts.get(key) ?? "";
      input.disabled = options.disabled !== undefined;
      button.disabled = input.disabled;
      input.placeholder = options.disabled ?? options.placeholder;
      input.setAttribute("aria-label", options.placeholder);
      button.textContent = as.text.send;
      hint.textContent = as.text.hint;
      grow();
      suggest();
    },
    focus: () => input.focus(),
  };
}
