import type { SeenChannel } from "../control/types.ts";
import { avatar } from "./avatar.ts";
import { type Child, fill, h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import type { Route } from "./route.ts";
import type { Unread } from "./unread.ts";

export interface SidebarState {
  route: Route;
  unread: Unread;
  go(route: Route): void;
  /** What this workspace is; the bar on top has no room for that on a phone. */
  about(): void;
}

export function drawSidebar(into: HTMLElement, look: Look, state: SidebarState): void {
  const { text, directory } = look;
  const isRoom = ({ kind }: SeenChannel): boolean => kind === "public" || kind === "private";
  const direct = look.channels.filter((channel) => !isRoom(channel) && channel.members.includes(look.me.id));
  const isApp = (channel: SeenChannel): boolean => channel.kind === "im" && look.otherIn(channel)?.is_bot === true;
  const people = direct.filter((channel) => !isApp(channel));
  const focused = into.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.to
    : undefined;
  fill(
    into,
    h("h2", {}, text.channels),
    look.channels
      .filter(isRoom)
      .map((channel) =>
        item(state, channel, { channel: channel.id }, [
          h("span", { class: "sign" }, icon(channel.kind === "private" ? "lock" : "hash")),
          h("span", { class: "item-name" }, channel.name),
        ]),
      ),
    h("h2", {}, text.apps),
    direct.filter(isApp).flatMap((channel) => appItems(look, state, channel)),
    people.length > 0 && h("h2", {}, text.directMessages),
    people.map((channel) =>
      item(state, channel, { channel: channel.id }, [
        avatar(look.otherIn(channel), "small"),
        h("span", { class: "item-name" }, look.channelName(channel)),
      ]),
    ),
    h("h2", {}, text.people),
    directory.people.filter((person) => !person.is_bot).map((person) => personItem(look, person)),
    h(
      "button",
      { class: "item about-item", attr: { type: "button" }, on: { click: state.about } },
      h("span", { class: "sign" }, icon("info")),
      h("span", { class: "item-name" }, text.standIn),
    ),
  );
  if (focused) into.querySelector<HTMLElement>(`[data-to="${focused}"]`)?.focus();
}

function appItems(look: Look, state: SidebarState, channel: SeenChannel): Child[] {
  const bot = look.otherIn(channel);
  const app = look.directory.apps?.find((one) => one.bot_user === bot?.id);
  return [
    item(state, channel, { channel: channel.id }, [
      avatar(bot, "small"),
      h("span", { class: "item-name" }, bot?.name ?? ""),
    ]),
    app?.home !== false &&
      item(state, channel, { channel: channel.id, home: true }, [
        h("span", { class: "sign" }, icon("home")),
        h("span", { class: "item-name" }, look.text.homeOf(app?.name ?? look.directory.app.name)),
      ]),
  ];
}

function personItem(look: Look, person: Look["me"]): HTMLElement {
  const { text } = look;
  const made = h(
    "button",
    {
      class: person.deleted ? "item person gone" : "item person",
      attr: { type: "button", title: person.tz },
      data: { to: person.id },
      on: { click: () => look.profile(person.id, made) },
    },
    avatar(person, "small"),
    h("span", { class: "item-name" }, person.real_name, person.id === look.me.id && h("small", {}, ` ${text.you}`)),
    h("small", {}, person.deleted ? text.deactivated : look.times.clockIn(person.tz, look.now())),
  );
  return made;
}

function item(state: SidebarState, channel: SeenChannel, route: Route, children: Child): HTMLElement {
  const isHere = state.route.channel === route.channel && (state.route.home ?? false) === (route.home ?? false);
  const { messages, mentions } = route.home ? { messages: 0, mentions: 0 } : state.unread.of(channel.id);
  const isUnread = messages + mentions > 0 && !isHere;
  return h(
    "button",
    {
      class: ["item", isHere && "here", isUnread && "unread"].filter(Boolean).join(" "),
      attr: { type: "button", "aria-current": isHere ? "page" : undefined },
      data: { to: route.home ? `${channel.id}-home` : channel.id },
      on: { click: () => state.go(route) },
    },
    children,
    isUnread && mentions > 0 && h("span", { class: "mentions" }, String(mentions)),
  );
}
