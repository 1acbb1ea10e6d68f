import type { SeenMessage, SeenStatus } from "../control/types.ts";
import { asTyped } from "./as-typed.ts";
import { avatar } from "./avatar.ts";
import { createBlockList } from "./block-list.ts";
import { type Child, h } from "./dom.ts";
import { drawFile } from "./files.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { messageEditor } from "./message-editor.ts";
import { type MessageActs, messageTools } from "./message-tools.ts";
import { createRegion } from "./region.ts";
import { emojiOf } from "./render/emoji.ts";
import { mrkdwn } from "./render/mrkdwn.ts";
import { visible } from "./render/visible.ts";
import { createReveal } from "./reveal.ts";

export interface MessageState {
  message: SeenMessage;
  /** The same author wrote just before: no avatar, no name. */
  follows: boolean;
  /** The app's work in the thread under it; only in a channel's list. */
  status?: SeenStatus | undefined;
}

/** One message on the screen; only what changed of it is drawn again. */
export interface MessageView {
  element: HTMLElement;
  update(state: MessageState): void;
  /** Turns the words into a field to write in. */
  edit(): void;
}

export function createMessageView(look: Look, first: MessageState, acts: MessageActs): MessageView {
  const { text, times } = look;
  const { channel, ts } = first.message;
  const gutter = createRegion(h("div", { class: "gutter" }));
  const head = createRegion(h("div", { class: "message-head" }));
  const words = createRegion(h("div", { class: "text" }));
  const list = createBlockList(look, { place: { channel, message_ts: ts }, values: {} });
  const reveal = createReveal(list.draw);
  const foot = createRegion(h("div", { class: "message-foot" }));
  const under = createRegion(h("div", { class: "message-under" }));
  const tools = createRegion(h("div", { class: "message-tools" }));
  const content = h("div", { class: "content" }, words.element, list.element);
  const body = h("div", { class: "message-body" }, head.element, content, foot.element, under.element);
  const element = h(
    "article",
    { class: "message", attr: { tabindex: -1 }, data: { ts } },
    gutter.element,
    body,
    tools.element,
  );
  let message = first.message;

  function update(state: MessageState): void {
    const { follows, status } = state;
    message = state.message;
    const author = look.person(message.user);
    const name = visible(message.username ?? look.nameOf(message.user));
    element.className = [
      "message",
      follows && "follows",
      message.ephemeral && "ephemeral",
      message.subtype && `is-${message.subtype}`,
      message.streaming && "streaming",
    ]
      .filter(Boolean)
      .join(" ");
    element.setAttribute("aria-label", `${name}, ${times.clock(ts)}`);
    const time = (): HTMLElement => h("time", { class: "time", attr: { title: times.full(ts) } }, times.clock(ts));
    gutter.draw([follows, message.icon_emoji], () =>
      follows
        ? time()
        : message.icon_emoji
          ? h("span", { class: "avatar emoji" }, emojiOf(message.icon_emoji.replaceAll(":", "")) ?? "•")
          : avatar(author),
    );
    head.draw([follows, name, message.broadcast], () => [
      message.broadcast && broadcastLine(look, message, acts.openThread),
      message.ephemeral && h("div", { class: "only-you" }, icon("eye"), text.onlyYou),
      !follows &&
        h(
          "div",
          { class: "byline" },
          author
            ? h(
                "button",
                {
                  class: "author",
                  attr: { type: "button" },
                  on: { click: (event) => look.profile(message.user, event.currentTarget as HTMLElement) },
                },
                name,
              )
            : h("strong", {}, name),
          author?.is_bot && h("span", { class: "badge" }, text.app),
          author?.is_restricted && h("span", { class: "badge guest" }, text.guest),
          time(),
        ),
    ]);
    const hasBlocks = message.blocks.length > 0;
    words.draw(hasBlocks ? "" : message.text, () => !hasBlocks && mrkdwn(look, message.text));
    reveal.show(message.blocks, message.streaming);
    foot.draw([message.edited, message.cut, message.files], () => [
      message.edited && h("span", { class: "edited" }, text.edited),
      message.cut && h("div", { class: "cut" }, message.cut === "user" ? text.cutUser : text.cutTimeout),
      message.files.map((file) => drawFile(look, file)),
    ]);
    under.draw(
      [message.reactions, acts.openThread && [message.reply_count, message.latest_reply, message.reply_users, status]],
      () => [
        reactions(look, message, acts),
        acts.openThread && !message.ephemeral && threadLine(look, message, status, acts.openThread),
      ],
    );
    tools.draw(
      [message.ephemeral, message.mine, message.subtype],
      () => !message.ephemeral && message.subtype !== "tombstone" && messageTools(look, () => message, acts, edit),
    );
  }

  function edit(): void {
    if (message.mine !== true) return;
    const editor = messageEditor(look, message, async (typed) => {
      if (typed !== undefined && !(await acts.edit(message, typed))) return;
      editor.replaceWith(content);
      element.focus();
    });
    content.replaceWith(editor);
    editor.querySelector("textarea")?.focus();
  }

  element.addEventListener(
    "toggle",
    (event) => {
      if (event.target instanceof HTMLDetailsElement && event.target.contains(document.activeElement))
        event.target.dataset.byHand = "true";
    },
    true,
  );
  update(first);
  return { element, update, edit };
}

/** In the channel, what a reply answers to, as a way there; in the thread, that it stands in the channel too. */
function broadcastLine(look: Look, { thread_ts, broadcast }: SeenMessage, open: MessageActs["openThread"]): Child {
  const { text } = look;
  if (!open || !thread_ts || !broadcast) return h("div", { class: "only-you" }, icon("hash"), text.alsoInChannel);
  return h(
    "button",
    { class: "broadcast-line", attr: { type: "button" }, on: { click: () => open(thread_ts) } },
    icon("reply"),
    text.repliedTo(look.nameOf(broadcast.user)),
    h("span", { class: "broadcast-root" }, visible(asTyped(look, broadcast.text))),
  );
}

function reactions(look: Look, message: SeenMessage, acts: MessageActs): Child {
  if (message.reactions.length === 0) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map(({ name, users }) => {
      const who = look.text.reacted(users.map((id) => look.nameOf(id)).join(", "), `:${name}:`);
      const isMine = users.includes(look.me.id);
      return h(
        "button",
        {
          class: isMine ? "reaction mine" : "reaction",
          attr: { type: "button", title: who, "aria-label": who, "aria-pressed": String(isMine) },
          on: { click: () => acts.react(message, name) },
        },
        emojiOf(name) ?? `:${name}:`,
        h("span", {}, String(users.length)),
      );
    }),
  );
}

function threadLine(
  look: Look,
  message: SeenMessage,
  status: SeenStatus | undefined,
  open: (ts: string) => void,
): Child {
  const isBusy = status !== undefined && (status.text !== "" || status.processing);
  if (message.reply_count === 0 && !isBusy) return null;
  const { text, times, directory } = look;
  const name = look.nameOf(status?.user ?? directory.app.bot_user);
  return h(
    "button",
    { class: "thread-line", attr: { type: "button" }, on: { click: () => open(message.ts) } },
    h(
      "span",
      { class: "thread-people" },
      message.reply_users.slice(0, 4).map((id) => avatar(look.person(id), "small")),
    ),
    message.reply_count > 0 && h("span", { class: "thread-count" }, text.replies(message.reply_count)),
    isBusy
      ? h("span", { class: "thread-status" }, status.text === "" ? text.working(name) : text.status(name, status.text))
      : message.latest_reply && h("span", { class: "thread-last" }, text.lastReply(times.clock(message.latest_reply))),
    icon("right"),
  );
}
