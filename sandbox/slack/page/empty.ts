import type { SeenChannel, SeenPrompts } from "../control/types.ts";
import { type Child, h } from "./dom.ts";
import type { Look } from "./look.ts";

/** What an empty conversation says: what it is, and what one could ask. */
export function drawEmpty(look: Look, channel: SeenChannel, prompts: SeenPrompts, ask: (text: string) => void): Child {
  const { text, directory } = look;
  const bot = look.nameOf(directory.app.bot_user);
  const isDirect = channel.kind === "im";
  const own = prompts.prompts.map((one) => ({ title: one.title, message: one.message }));
  const samples = directory.demo?.aws === "sample" ? text.samples : [];
  const asked = samples.map((one) => ({ title: one, message: isDirect ? one : `@${bot} ${one}` }));
  const offered = isDirect && own.length > 0 ? own : asked;
  return h(
    "div",
    { class: "empty" },
    h("h2", {}, isDirect ? text.emptyDm(look.channelName(channel)) : text.emptyChannel(channel.name)),
    h("p", {}, channel.topic),
    !channel.has_bot && !isDirect && h("p", {}, text.noBotHere),
    channel.has_bot &&
      channel.member &&
      offered.length > 0 && [
        h("p", { class: "try" }, prompts.title || text.tryThis),
        h(
          "div",
          { class: "samples" },
          offered.map((one) =>
            h(
              "button",
              { class: "sample", attr: { type: "button", title: one.message }, on: { click: () => ask(one.message) } },
              one.title,
            ),
          ),
        ),
      ],
  );
}
