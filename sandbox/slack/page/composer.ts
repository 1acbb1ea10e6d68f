import { type Attachments, createAttachments } from "./attachments.ts";
import { createCompletionList } from "./completion-list.ts";
import { fill, h } from "./dom.ts";
import { openEmojiPicker } from "./emoji-picker.ts";
import { type IconName, icon } from "./icon.ts";
import type { Look } from "./look.ts";

export interface Outgoing {
  text: string;
  files: readonly File[];
  /** A reply that goes to the channel as well. */
  broadcast?: boolean;
}

export interface Composer {
  element: HTMLElement;
  /** Says for whom and where to; keeps what was typed for this place before. */
  show(look: Look, options: { key: string; placeholder: string; disabled?: string; alsoTo?: string }): void;
  /** While the app works here, the button that sends is one that stops it. */
  setStop(stop: (() => void) | undefined): void;
  focus(): void;
}

export interface ComposerActs {
  /** Whether it went out. */
  send(outgoing: Outgoing): Promise<boolean>;
  /** Arrow up in an empty field. */
  editLast(): void;
}

/** Where a person writes. Enter sends, Shift+Enter breaks the line; an input method's own Enter does neither. */
export function createComposer(acts: ComposerActs): Composer {
  const drafts = new Map<string, string>();
  let key = "";
  let look: Look | undefined;
  let stop: (() => void) | undefined;

  const input = h("textarea", {
    class: "composer-input",
    attr: { rows: 1 },
    on: {
      input: changed,
      blur: () => list.close(),
      click: () => look && list.update(look),
      keydown: onKey,
      paste: (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        attachments.add(files);
      },
    },
  });
  const list = createCompletionList(input, changed);
  const attachments: Attachments = createAttachments(() => drawSend());
  const hint = h("span", { class: "hint" });
  const also = h("input", { attr: { type: "checkbox" } });
  const alsoLabel = h("span");
  const alsoTo = h("label", { class: "also", attr: { hidden: true } }, also, alsoLabel);
  const tools = h("div", { class: "composer-tools" });
  const send = h("button", {
    class: "send",
    attr: { type: "button" },
    on: { click: () => (isStop() ? stop?.() : void submit()) },
  });
  // Until it is known who looks and where to, there is nobody to send as.
  input.disabled = true;
  const box = h(
    "div",
    {
      class: "composer-box",
      on: {
        dragover: (event) => event.preventDefault(),
        drop: (event) => {
          event.preventDefault();
          if (!input.disabled) attachments.add([...(event.dataTransfer?.files ?? [])]);
        },
      },
    },
    attachments.element,
    input,
    alsoTo,
    h("div", { class: "composer-foot" }, tools, hint, send),
  );
  const element = h("div", { class: "composer" }, list.element, box);

  function isEmpty(): boolean {
    return input.value.trim() === "" && attachments.files().length === 0;
  }

  function isStop(): boolean {
    return stop !== undefined && isEmpty();
  }

  function drawSend(): void {
    if (!look) return;
    const label = isStop() ? look.text.stop : look.text.send;
    send.classList.toggle("stops", isStop());
    send.title = label;
    send.setAttribute("aria-label", label);
    send.disabled = input.disabled || (isEmpty() && !isStop());
    fill(send, icon(isStop() ? "stop" : "send"));
  }

  function changed(): void {
    drafts.set(key, input.value);
    grow();
    drawSend();
    if (look) list.update(look);
  }

  function grow(): void {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 260)}px`;
  }

  function onKey(event: KeyboardEvent): void {
    // 229: Chromium on some systems reports the Enter that ends a composition this way.
    if (event.isComposing || event.keyCode === 229 || list.key(event)) return;
    if (event.key === "ArrowUp" && input.value === "" && !event.altKey) {
      event.preventDefault();
      acts.editLast();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    }
  }

  async function submit(): Promise<void> {
    const text = input.value;
    const files = attachments.files();
    if (isEmpty() || input.disabled) return;
    const sentFrom = key;
    const broadcast = !alsoTo.hidden && also.checked;
    input.value = "";
    also.checked = false;
    attachments.clear();
    drafts.delete(key);
    grow();
    list.close();
    drawSend();
    if (await acts.send({ text, files, broadcast })) return;
    // It did not go out: nothing typed may be lost.
    drafts.set(sentFrom, text);
    if (key !== sentFrom) return;
    if (input.value === "") input.value = text;
    also.checked = broadcast;
    attachments.add(files);
    grow();
    drawSend();
  }

  /** Puts a sign at the caret, as a start of a name. */
  function begin(sign: string): void {
    const at = input.selectionStart;
    const before = input.value.slice(0, at);
    const gap = before === "" || /\s$/.test(before) ? "" : " ";
    input.setRangeText(`${gap}${sign}`, at, input.selectionEnd, "end");
    input.focus();
    changed();
  }

  function drawTools({ text }: Look): void {
    const tool = (name: IconName, label: string, run: (button: HTMLButtonElement) => void): HTMLButtonElement => {
      const made = h(
        "button",
        { class: "tool", attr: { type: "button", title: label, "aria-label": label }, on: { click: () => run(made) } },
        icon(name),
      );
      made.disabled = input.disabled;
      return made;
    };
    fill(
      tools,
      tool("attach", text.attach, () => attachments.choose()),
      tool("smile", text.emoji, (button) => openEmojiPicker(text, button, (sign) => begin(`${sign} `))),
      tool("at", text.mention, () => begin("@")),
      tool("slash", text.commands, () => {
        if (input.value === "") begin("/");
        else input.focus();
      }),
    );
  }

  return {
    element,
    show(as, options) {
      look = as;
      if (key !== options.key) attachments.clear();
      key = options.key;
      input.value = drafts.get(key) ?? "";
      input.disabled = options.disabled !== undefined;
      input.placeholder = options.disabled ?? options.placeholder;
      input.setAttribute("aria-label", options.placeholder);
      hint.textContent = as.text.hint;
      alsoTo.hidden = options.alsoTo === undefined || input.disabled;
      alsoLabel.textContent = options.alsoTo ?? "";
      attachments.show(as.text);
      drawTools(as);
      list.close();
      grow();
      drawSend();
    },
    setStop(run) {
      stop = run;
      drawSend();
    },
    focus: () => input.focus(),
  };
}
