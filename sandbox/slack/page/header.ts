import type { SeenChannel } from "../control/types.ts";
import { type Child, fill, h } from "./dom.ts";
import type { Look } from "./look.ts";
import type { Route } from "./route.ts";

export function drawChannelHeader(
  into: HTMLElement,
  look: Look,
  channel: SeenChannel,
  route: Route,
  go: (route: Route) => void,
): void {
  const { text, directory } = look;
  const isDirect = channel.kind === "im";
  const name = isDirect ? look.nameOf(directory.app.bot_user) : channel.name;
  const sign = isDirect ? "" : channel.kind === "private" ? "🔒 " : "# ";
  const tab = (label: string, to: Route, isHere: boolean): Child =>
    h("button", { class: isHere ? "tab here" : "tab", attr: { type: "button" }, on: { click: () => go(to) } }, label);
  fill(
    into,
    h("h1", {}, `${sign}${name}`),
    isDirect
      ? h(
          "nav",
          { class: "tabs" },
          tab(text.home, { channel: channel.id, home: true }, route.home === true),
          tab(text.messagesTab, { channel: channel.id }, route.home !== true),
        )
      : h("span", { class: "topic" }, channel.topic),
    !isDirect && h("span", { class: "count" }, text.members(channel.members.length)),
  );
}

export function drawThreadHeader(into: HTMLElement, look: Look, channel: SeenChannel, close: () => void): void {
  const { text } = look;
  fill(
    into,
    h("h1", {}, text.thread),
    h("span", { class: "topic" }, channel.kind === "im" ? "" : `#${channel.name}`),
    h("button", { class: "close", attr: { type: "button", "aria-label": text.close }, on: { click: close } }, "✕"),
  );
}
