import type { SeenMessage } from "../control/types.ts";
import { api } from "./api.ts";
import { askPerson } from "./confirm.ts";
import { h } from "./dom.ts";
import type { Look } from "./look.ts";
import { tried } from "./look-as.ts";
import type { MessageActs } from "./message-tools.ts";
import type { PaneActs } from "./pane.ts";
import { mrkdwn } from "./render/mrkdwn.ts";
import { toast } from "./toast.ts";

/** What pressing in a message's corner does, as the person who looks at that moment. */
export function createMessageActs(
  view: Window,
  current: () => Look,
): Omit<MessageActs, "openThread"> & Pick<PaneActs, "older"> {
  async function copy(text: string): Promise<void> {
    await view.navigator.clipboard.writeText(text);
    toast(current().text.copied);
  }

  function permalink({ channel, ts, thread_ts }: SeenMessage): string {
    const thread = thread_ts ? `?thread_ts=${thread_ts}` : "";
    return `${view.location.origin}/archives/${channel}/p${ts.replace(".", "")}${thread}`;
  }

  async function remove({ channel, ts }: SeenMessage): Promise<void> {
    const { text, me } = current();
    const isSure = await askPerson({
      title: text.removeTitle,
      body: text.removeBody,
      yes: text.remove,
      no: text.cancel,
      danger: true,
    });
    if (isSure) await tried(text, () => api.remove(me.id, channel, ts));
  }

  return {
    older(place, before) {
      const { me, text } = current();
      return tried(text, () => api.messages(me.id, place.channel, { thread: place.thread, before }));
    },
    react({ reactions, channel, ts }, name) {
      const { me, text } = current();
      const has = reactions.some((one) => one.name === name && one.users.includes(me.id));
      void tried(text, () => api.react(me.id, channel, ts, name, has));
    },
    async edit({ channel, ts }, typed) {
      const { me, text } = current();
      return (await tried(text, () => api.edit(me.id, channel, ts, typed))) !== undefined;
    },
    remove: (message) => void remove(message),
    copyLink: (message) => void copy(permalink(message)),
    copyText: (message) => void copy(h("div", {}, mrkdwn(current(), message.text)).textContent ?? ""),
  };
}
