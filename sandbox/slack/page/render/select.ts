import { isRecord } from "../../blocks/is-record.ts";
import type { Json } from "../../entities.ts";
import { avatar } from "../avatar.ts";
import { type Child, fill, h } from "../dom.ts";
import { icon } from "../icon.ts";
import type { Look } from "../look.ts";
import { openPopover } from "../popover.ts";
import { listOf } from "./choice.ts";
import { change, heldBy, hold, type Slot } from "./surface.ts";
import { plainOf } from "./text-object.ts";

/** One line of a menu: `value` is what the app gets, `option` the object as Slack sends it back. */
interface Line {
  value: string;
  label: string;
  note?: string;
  group?: string;
  sign?: Child;
  option: Json | string;
}

/** All of Slack's select menus: a button that opens a list one can type into. */
export function select(slot: Slot): HTMLElement {
  const { look, element } = slot;
  const type = String(element.type);
  const many = type.startsWith("multi_");
  const keys = keysOf(type);
  const most = many ? Number(element.max_selected_items ?? Number.POSITIVE_INFINITY) : 1;
  const held = heldBy(slot);
  const known = linesOf(look, element);
  let chosen: Line[] = initial(
    many ? (held?.[keys.many] ?? element[keys.initialMany]) : [held?.[keys.one] ?? element[keys.initialOne]],
  );

  function initial(given: unknown): Line[] {
    const all = Array.isArray(given) ? given : [];
    return all.flatMap((one) => {
      if (isRecord(one)) return [lineOf(one)];
      return typeof one === "string"
        ? [known.find((line) => line.value === one) ?? { value: one, label: one, option: one }]
        : [];
    });
  }

  const read = (): Json => {
    const options = chosen.map((line) => line.option);
    return many ? { [keys.many]: options } : { [keys.one]: options[0] ?? null };
  };
  const placeholder = plainOf(element.placeholder) || look.text.choose;
  const button = h("button", {
    class: "select",
    attr: { type: "button", "aria-haspopup": "listbox", "aria-label": placeholder },
    data: { action: String(element.action_id ?? "") },
    on: { click: open },
  });
  const draw = (): void => {
    const shown = chosen.map((line) => h("span", { class: many ? "chip" : "select-value" }, line.sign, line.label));
    fill(button, chosen.length > 0 ? shown : h("span", { class: "select-empty" }, placeholder), icon("down"));
  };

  function pick(line: Line): void {
    const had = chosen.some((one) => one.value === line.value);
    if (!many) chosen = [line];
    else if (had) chosen = chosen.filter((one) => one.value !== line.value);
    else if (chosen.length < most) chosen = [...chosen, line];
    draw();
    void change(slot, read());
  }

  function open(): void {
    const list = h("div", { class: "options", attr: { role: "listbox", "aria-multiselectable": many || undefined } });
    const search = h("input", {
      class: "field options-search",
      attr: { type: "text", placeholder: look.text.search, "aria-label": look.text.search },
      on: { input: () => void load(), keydown: onKey },
    });
    const box = openPopover(button, placeholder, search, list);
    let lines: Line[] = [];
    let at = 0;

    async function load(): Promise<void> {
      const typed = search.value.trim().toLowerCase();
      if (type.endsWith("external_select")) {
        if (typed.length < Number(element.min_query_length ?? 3)) lines = [];
        else {
          const found = await look.suggestions(
            slot.surface,
            { action_id: String(element.action_id), block_id: slot.block.block_id },
            search.value,
          );
          lines = listOf(found.options).map((option) => lineOf(option));
          for (const group of listOf(found.option_groups))
            lines.push(...listOf(group.options).map((option) => lineOf(option, plainOf(group.label))));
        }
      } else lines = known.filter((line) => line.label.toLowerCase().includes(typed));
      at = 0;
      drawList();
    }

    function drawList(): void {
      let group: string | undefined;
      fill(
        list,
        lines.length === 0 &&
          h(
            "p",
            { class: "options-none" },
            type.endsWith("external_select") && search.value === "" ? look.text.typeToSearch : look.text.nothingFound,
          ),
        lines.map((line, i) => {
          const head =
            line.group !== undefined && line.group !== group && h("div", { class: "options-group" }, line.group);
          group = line.group;
          const isChosen = chosen.some((one) => one.value === line.value);
          return [
            head,
            h(
              "div",
              {
                class: i === at ? "option at" : "option",
                attr: { role: "option", "aria-selected": String(isChosen) },
                data: { value: line.value },
                on: { click: () => take(line) },
              },
              line.sign,
              h("span", {}, line.label, line.note && h("small", {}, line.note)),
              isChosen && icon("check"),
            ),
          ];
        }),
      );
      list.querySelector(".at")?.scrollIntoView({ block: "nearest" });
    }

    function take(line: Line): void {
      pick(line);
      if (many) drawList();
      else box.close();
    }

    function onKey(event: KeyboardEvent): void {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const line = lines[at];
      if (step !== 0) at = (at + step + lines.length) % Math.max(1, lines.length);
      else if (event.key === "Enter" && !event.isComposing && line) take(line);
      else return;
      event.preventDefault();
      drawList();
    }
    void load();
    search.focus();
  }

  hold(slot, read());
  draw();
  return button;
}

interface Keys {
  one: string;
  many: string;
  initialOne: string;
  initialMany: string;
}

/** `users_select` sends `selected_user`, `multi_users_select` sends `selected_users`, and so on. */
function keysOf(type: string): Keys {
  const of = (name: string): Keys => ({
    one: `selected_${name}`,
    many: `selected_${name}s`,
    initialOne: `initial_${name}`,
    initialMany: `initial_${name}s`,
  });
  if (type.includes("users")) return of("user");
  if (type.includes("channels")) return of("channel");
  if (type.includes("conversations")) return of("conversation");
  return of("option");
}

function linesOf(look: Look, element: Json): Line[] {
  const type = String(element.type);
  if (type.includes("users")) {
    return look.directory.people
      .filter((person) => !person.deleted)
      .map((person) => ({
        value: person.id,
        label: look.nameOf(person.id),
        note: person.title,
        sign: avatar(person, "small"),
        option: person.id,
      }));
  }
  if (type.includes("channels") || type.includes("conversations")) {
    return look.channels
      .filter((channel) => channel.kind === "public" || channel.kind === "private" || type.includes("conversations"))
      .map((channel) => ({ value: channel.id, label: look.channelName(channel), option: channel.id }));
  }
  return [
    ...listOf(element.options).map((option) => lineOf(option)),
    ...listOf(element.option_groups).flatMap((group) =>
      listOf(group.options).map((option) => lineOf(option, plainOf(group.label))),
    ),
  ];
}

function lineOf(option: Json, group?: string): Line {
  const note = plainOf(option.description);
  return {
    value: String(option.value ?? ""),
    label: plainOf(option.text),
    option,
    ...(note === "" ? {} : { note }),
    ...(group === undefined ? {} : { group }),
  };
}
