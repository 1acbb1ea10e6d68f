import { avatar } from "./avatar.ts";
import { type Begun, begunAt, type Candidate, candidatesFor, complete } from "./completion.ts";
import { fill, h } from "./dom.ts";
import type { Look } from "./look.ts";

export interface CompletionList {
  element: HTMLElement;
  /** Looks again at what stands before the caret. */
  update(look: Look): void;
  close(): void;
  /** Whether the key was one for the list. */
  key(event: KeyboardEvent): boolean;
}

let count = 0;

/** The list over a text field while a name, channel, command or emoji is being typed. */
export function createCompletionList(input: HTMLTextAreaElement, onChange: () => void): CompletionList {
  count += 1;
  const id = `completion-${count}`;
  const element = h("div", { class: "completion", attr: { role: "listbox", id, hidden: true } });
  let begun: Begun | undefined;
  let offered: Candidate[] = [];
  let at = 0;
  let shown: Look | undefined;
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", id);

  function draw(): void {
    element.hidden = offered.length === 0;
    input.setAttribute("aria-expanded", String(offered.length > 0));
    if (offered.length > 0) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    fill(
      element,
      offered.map((one, i) =>
        h(
          "div",
          {
            class: i === at ? "option at" : "option",
            attr: { role: "option", id: `${id}-${i}`, "aria-selected": String(i === at) },
            on: {
              // Before the field loses the focus.
              mousedown: (event) => {
                event.preventDefault();
                take(one);
              },
            },
          },
          one.person ? avatar(shown?.person(one.person), "small") : h("span", { class: "sign" }, one.sign ?? ""),
          h("strong", {}, one.label),
          h("small", {}, one.note),
        ),
      ),
    );
    element.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }

  function take(one: Candidate): void {
    if (!begun) return;
    const { text, caret } = complete(input.value, input.selectionStart, begun, one.insert);
    input.value = text;
    input.setSelectionRange(caret, caret);
    close();
    onChange();
  }

  function close(): void {
    offered = [];
    begun = undefined;
    draw();
  }

  return {
    element,
    close,
    update(look) {
      shown = look;
      begun = begunAt(input.value, input.selectionStart);
      const { directory, channels, me, text } = look;
      offered = begun ? candidatesFor(begun, { directory, channels, me: me.id, broadcast: text.broadcast }) : [];
      // What is already written out in full needs no list.
      if (offered.length === 1 && begun && offered[0]?.insert === `${begun.sign}${begun.typed}`) offered = [];
      at = 0;
      draw();
    },
    key(event) {
      const one = offered[at];
      if (!one || event.isComposing) return false;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) {
        at = (at + step + offered.length) % offered.length;
        draw();
      } else if (event.key === "Tab" || event.key === "Enter") take(one);
      else if (event.key === "Escape") close();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
