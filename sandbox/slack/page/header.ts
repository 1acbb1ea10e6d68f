import type { SeenChannel } from "../control/types.ts";
import { avatar } from "./avatar.ts";
import { type Child, fill, h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { openPopover } from "./popover.ts";
import type { Route } from "./route.ts";

export function drawChannelHeader(
  into: HTMLElement,
  look: Look,
  channel: SeenChannel,
  route: Route,
  go: (route: Route) => void,
): void {
  const { text } = look;
  const isDirect = channel.kind === "im" || channel.kind === "mpim";
  const other = channel.kind === "im" ? look.otherIn(channel) : undefined;
  const tab = (label: string, to: Route, isHere: boolean): Child =>
    h(
      "button",
      {
        class: isHere ? "tab here" : "tab",
        attr: { type: "button", "aria-current": isHere ? "page" : undefined },
        on: { click: () => go(to) },
      },
      label,
    );
  const members = h(
    "button",
    {
      class: "count",
      attr: { type: "button", "aria-label": text.members(channel.members.length) },
      on: { click: () => showMembers(look, channel, members) },
    },
    icon("users"),
    String(channel.members.length),
  );
  fill(
    into,
    h(
      "h1",
      {},
      isDirect ? (other ? avatar(other, "small") : icon("users")) : icon(channel.kind === "private" ? "lock" : "hash"),
      isDirect ? look.channelName(channel) : channel.name,
    ),
    other?.is_bot
      ? h(
          "nav",
          { class: "tabs", attr: { "aria-label": text.tabs } },
          tab(text.home, { channel: channel.id, home: true }, route.home === true),
          tab(text.messagesTab, { channel: channel.id }, route.home !== true),
        )
      : h("span", { class: "topic" }, isDirect ? (other?.title ?? "") : channel.topic),
    !isDirect && members,
  );
}

export function drawThreadHeader(into: HTMLElement, look: Look, channel: SeenChannel, close: () => void): void {
  const { text } = look;
  fill(
    into,
    h("h1", {}, text.thread),
    h("span", { class: "topic" }, look.channelName(channel)),
    h(
      "button",
      {
        class: "icon-button close",
        attr: { type: "button", title: `${text.close} (Esc)`, "aria-label": text.close },
        on: { click: close },
      },
      icon("close"),
    ),
  );
}

function showMembers(look: Look, channel: SeenChannel, anchor: HTMLElement): void {
  openPopover(
    anchor,
    look.text.members(channel.members.length),
    h(
      "ul",
      { class: "members" },
      channel.members.map((id) =>
        h("li", {}, avatar(look.person(id), "small"), look.nameOf(id), h("small", {}, look.person(id)?.title ?? "")),
      ),
    ),
  );
}
