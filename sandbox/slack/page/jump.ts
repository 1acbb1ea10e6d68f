import { avatar } from "./avatar.ts";
import { type Child, fill, h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import type { Route } from "./route.ts";
import { showDialog } from "./show-dialog.ts";

interface Target {
  label: string;
  note: string;
  sign: Child;
  run(): void;
}

/** Ctrl+K: everywhere one can go and everybody one can be, by a few letters. */
export function openJump(look: Look, acts: { go(route: Route): void; lookAs(id: string): void }): void {
  const { text, directory } = look;
  const targets: Target[] = [
    ...look.channels.map((channel) => ({
      label: look.channelName(channel),
      note: channel.topic,
      sign:
        channel.kind === "im"
          ? avatar(look.otherIn(channel), "small")
          : h("span", { class: "sign" }, icon(channel.kind === "private" ? "lock" : "hash")),
      run: () => acts.go({ channel: channel.id }),
    })),
    ...look.channels
      .filter((channel) => channel.kind === "im" && look.otherIn(channel)?.is_bot)
      .map((channel) => ({
        label: text.homeOf(look.channelName(channel)),
        note: "",
        sign: h("span", { class: "sign" }, icon("home")),
        run: () => acts.go({ channel: channel.id, home: true }),
      })),
    ...directory.people
      .filter((person) => !person.is_bot && !person.deleted && person.id !== look.me.id)
      .map((person) => ({
        label: text.lookAs(person.real_name),
        note: `${person.name} · ${person.title}`,
        sign: avatar(person, "small"),
        run: () => acts.lookAs(person.id),
      })),
  ];
  let shown = targets;
  let chosen: Target | undefined;
  let at = 0;
  const list = h("div", { class: "options", attr: { role: "listbox", id: "jump-list" } });
  const input = h("input", {
    class: "field",
    attr: {
      type: "text",
      placeholder: text.jumpHint,
      "aria-label": text.jumpTo,
      "aria-controls": "jump-list",
      role: "combobox",
      "aria-expanded": "true",
    },
    on: {
      input: () => {
        const wanted = input.value.trim().toLowerCase();
        shown = targets.filter(({ label, note }) => `${label} ${note}`.toLowerCase().includes(wanted));
        at = 0;
        draw();
      },
      keydown: (event) => {
        const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        const target = shown[at];
        if (step !== 0) at = (at + step + shown.length) % Math.max(1, shown.length);
        else if (event.key === "Enter" && !event.isComposing && target) {
          event.preventDefault();
          take(target);
          return;
        } else return;
        event.preventDefault();
        draw();
      },
    },
  });
  const dialog: HTMLDialogElement = h(
    "dialog",
    {
      class: "jump",
      attr: { "aria-label": text.jumpTo },
      on: {
        close: () => chosen?.run(),
        click: (event) => {
          if (event.target === dialog) dialog.close();
        },
      },
    },
    h("div", { class: "jump-body" }, input, list),
  );
  function take(target: Target): void {
    chosen = target;
    dialog.close();
  }
  function draw(): void {
    fill(
      list,
      shown.length === 0 && h("p", { class: "options-none" }, text.nothingFound),
      shown.map((target, i) =>
        h(
          "div",
          {
            class: i === at ? "option at" : "option",
            attr: { role: "option", "aria-selected": String(i === at) },
            on: { click: () => take(target) },
          },
          target.sign,
          h("span", {}, target.label),
          h("small", {}, target.note),
        ),
      ),
    );
    list.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }
  draw();
  showDialog(dialog);
  input.focus();
}
