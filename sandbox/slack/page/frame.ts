import type { SeenChannel } from "../control/types.ts";
import { drawChannelHeader, drawThreadHeader } from "./header.ts";
import type { Look } from "./look.ts";
import type { Route } from "./route.ts";
import type { Screen } from "./screen.ts";
import { openHelp } from "./shortcuts.ts";
import { drawTopBar, type TopBarActs } from "./top-bar.ts";

interface FrameActs extends Omit<TopBarActs, "menu" | "help"> {
  go(to: Route): void;
  closeThread(): void;
}

/** Everything around the messages but the list of channels, which also changes by itself. */
export function drawFrame(screen: Screen, look: Look, channel: SeenChannel, route: Route, acts: FrameActs): void {
  const { text } = look;
  screen.is("has-thread", route.thread !== undefined);
  screen.is("has-home", route.home === true);
  screen.sidebar.setAttribute("aria-label", text.channels);
  screen.thread.setAttribute("aria-label", text.thread);
  drawTopBar(screen.topBar, look, { ...acts, menu: () => screen.is("menu-open"), help: () => openHelp(text) });
  drawChannelHeader(screen.header, look, channel, route, acts.go);
  drawThreadHeader(screen.threadHeader, look, channel, acts.closeThread);
}
