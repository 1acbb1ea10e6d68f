import type { SeenChannel } from "../control/types.ts";

/** What is on the screen; kept in the address, so that reload and back lead to the same place. */
export interface Route {
  channel: string;
  thread?: string;
  home?: boolean;
}

/** `#C0OPS`, `#C0OPS/1795.000100`, `#D0JIWOO/home`; also Slack's own `/archives/C0OPS/p1795000100`. */
export function readRoute(location: Location): Route | undefined {
  const permalink = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(location.pathname);
  if (permalink) {
    const [, channel = "", seconds, micros] = permalink;
    return { channel, thread: new URLSearchParams(location.search).get("thread_ts") ?? `${seconds}.${micros}` };
  }
  const [channel, rest] = location.hash.slice(1).split("/");
  if (!channel) return undefined;
  if (rest === "home") return { channel, home: true };
  return rest ? { channel, thread: rest } : { channel };
}

export function writeRoute(route: Route): string {
  const rest = route.home ? "/home" : route.thread ? `/${route.thread}` : "";
  return `/#${route.channel}${rest}`;
}

/** The channel of the address, or the first one where it names none that this person sees. */
export function channelAt(route: Route, channels: readonly SeenChannel[]): SeenChannel {
  const found = channels.find((one) => one.id === route.channel) ?? channels[0];
  if (!found) throw new Error("this person sees no channel");
  return found;
}

/** So many channels down the list, or up; round at its ends. */
export function channelFurther(route: Route, channels: readonly SeenChannel[], by: number): Route {
  const at = channels.findIndex((one) => one.id === route.channel);
  return { channel: channels.at((at + by) % channels.length)?.id ?? "" };
}
