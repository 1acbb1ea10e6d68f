import type { SeenMessage, SeenStatus } from "../control/types.ts";
import { avatar } from "./avatar.ts";
import { type Child, h } from "./dom.ts";
import { drawFile } from "./files.ts";
import type { Look } from "./look.ts";
import { drawBlocks } from "./render/blocks.ts";
import { emojiOf } from "./render/emoji.ts";
import { mrkdwn } from "./render/mrkdwn.ts";

export interface MessageOptions {
  /** The same author wrote just before: no avatar, no name. */
  follows: boolean;
  /** In a channel: the line with the number of replies. Absent in a thread. */
  openThread?: (ts: string) => void;
  react: (message: SeenMessage, name: string) => void;
  status?: SeenStatus | undefined;
}

export function drawMessage(look: Look, message: SeenMessage, options: MessageOptions): HTMLElement {
  const author = look.person(message.user);
  const { text, times } = look;
  const time = h("time", { class: "time", attr: { title: times.full(message.ts) } }, times.clock(message.ts));
  return h(
    "article",
    {
      class: [
        "message",
        options.follows && "follows",
        message.ephemeral && "ephemeral",
        message.streaming && "streaming",
      ]
        .filter(Boolean)
        .join(" "),
      data: { ts: message.ts },
    },
    h("div", { class: "gutter" }, options.follows ? time : avatar(author)),
    h(
      "div",
      { class: "message-body" },
      message.ephemeral && h("div", { class: "only-you" }, `👁 ${text.onlyYou}`),
      !options.follows &&
        h(
          "div",
          { class: "byline" },
          h("strong", {}, look.nameOf(message.user)),
          author?.is_bot && h("span", { class: "badge" }, text.app),
          author?.is_restricted && h("span", { class: "badge guest" }, text.guest),
          time,
        ),
      content(look, message),
      message.cut && h("div", { class: "cut" }, message.cut === "user" ? text.cutUser : text.cutTimeout),
      message.files.map((file) => drawFile(look, file)),
      reactions(look, message, options),
      options.openThread && !message.ephemeral && threadLine(look, message, options),
    ),
    !message.ephemeral && toolbar(look, message, options),
  );
}

function content(look: Look, message: SeenMessage): Child {
  const edited = message.edited && h("span", { class: "edited" }, ` ${look.text.edited}`);
  if (message.blocks.length === 0) return h("div", { class: "text" }, mrkdwn(look, message.text), edited);
  const place = { channel: message.channel, message_ts: message.ts };
  return h("div", { class: "blocks" }, drawBlocks(look, message.blocks, place), edited);
}

function reactions(look: Look, message: SeenMessage, options: MessageOptions): Child {
  if (message.reactions.length === 0) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map(({ name, users }) =>
      h(
        "button",
        {
          class: users.includes(look.me.id) ? "reaction mine" : "reaction",
          attr: { type: "button", title: `${users.map((id) => look.nameOf(id)).join(", ")} :${name}:` },
          on: { click: () => options.react(message, name) },
        },
        `${emojiOf(name) ?? `:${name}:`} ${users.length}`,
      ),
    ),
  );
}

function threadLine(look: Look, message: SeenMessage, options: MessageOptions): Child {
  const { status } = options;
  const isBusy = status !== undefined && status.text !== "";
  if (message.reply_count === 0 && !isBusy) return null;
  const { text, times, directory } = look;
  return h(
    "button",
    { class: "thread-line", attr: { type: "button" }, on: { click: () => options.openThread?.(message.ts) } },
    message.reply_users.slice(0, 4).map((id) => avatar(look.person(id), "small")),
    message.reply_count > 0 && h("span", { class: "thread-count" }, text.replies(message.reply_count)),
    isBusy
      ? h("span", { class: "thread-status" }, text.status(look.nameOf(directory.app.bot_user), status.text))
      : message.latest_reply && h("span", { class: "thread-last" }, text.lastReply(times.clock(message.latest_reply))),
  );
}

function toolbar(look: Look, message: SeenMessage, options: MessageOptions): Child {
  return h(
    "div",
    { class: "toolbar" },
    ["+1", "eyes", "white_check_mark"].map((name) =>
      h(
        "button",
        { attr: { type: "button", title: `:${name}:` }, on: { click: () => options.react(message, name) } },
        emojiOf(name) ?? name,
      ),
    ),
    options.openThread &&
      h(
        "button",
        {
          attr: { type: "button", title: look.text.startThread, "aria-label": look.text.startThread },
          on: { click: () => options.openThread?.(message.ts) },
        },
        "💬",
      ),
  );
}
