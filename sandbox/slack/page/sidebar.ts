import type { SeenChannel } from "../control/types.ts";
import { avatar } from "./avatar.ts";
import { type Child, fill, h } from "./dom.ts";
import type { Look } from "./look.ts";
import type { Route } from "./route.ts";

export interface SidebarState {
  route: Route;
  unread: ReadonlySet<string>;
  go(route: Route): void;
}

export function drawSidebar(into: HTMLElement, look: Look, state: SidebarState): void {
  const { text, directory } = look;
  const rooms = look.channels.filter((channel) => channel.kind !== "im");
  const direct = look.channels.find((channel) => channel.kind === "im" && channel.members.includes(look.me.id));
  const bot = look.person(directory.app.bot_user);
  fill(
    into,
    h("div", { class: "team" }, directory.team.name),
    h("h2", {}, text.channels),
    rooms.map((channel) =>
      item(state, { channel: channel.id }, h("span", { class: "sign" }, sign(channel)), channel.name),
    ),
    h("h2", {}, text.apps),
    direct && item(state, { channel: direct.id }, avatar(bot, "small"), bot?.name ?? ""),
    direct &&
      item(
        state,
        { channel: direct.id, home: true },
        h("span", { class: "sign" }, "⌂"),
        `${directory.app.name} ${text.home}`,
      ),
    h("h2", {}, text.people),
    directory.people
      .filter((person) => !person.is_bot)
      .map((person) =>
        h(
          "div",
          { class: person.deleted ? "person gone" : "person" },
          avatar(person, "small"),
          h(
            "span",
            { class: "person-name" },
            person.real_name,
            person.id === look.me.id && h("small", {}, ` ${text.you}`),
          ),
          h(
            "small",
            { attr: { title: person.tz } },
            person.deleted ? text.deactivated : look.times.clockIn(person.tz, directory.now),
          ),
        ),
      ),
  );
}

function item(state: SidebarState, route: Route, ...children: Child[]): HTMLElement {
  const isHere = state.route.channel === route.channel && (state.route.home ?? false) === (route.home ?? false);
  const isUnread = !route.home && state.unread.has(route.channel);
  return h(
    "button",
    {
      class: ["item", isHere && "here", isUnread && "unread"].filter(Boolean).join(" "),
      attr: { type: "button", "aria-current": isHere ? "page" : undefined },
      on: { click: () => state.go(route) },
    },
    children,
  );
}

function sign(channel: SeenChannel): string {
  return channel.kind === "private" ? "🔒" : "#";
}
