import type { People, SeenChannel, SeenPerson } from "../control/types.ts";
import { ActFailed, api } from "./api.ts";
import { enlarge } from "./lightbox.ts";
import type { Look } from "./look.ts";
import { openProfile } from "./profile.ts";
import type { Language } from "./settings.ts";
import { en } from "./text/en.ts";
import { ko } from "./text/ko.ts";
import { createTimes } from "./time.ts";
import { toast } from "./toast.ts";

export interface Seen {
  directory: People;
  channels: readonly SeenChannel[];
  me: SeenPerson;
  language: Language;
  /** The workspace's clock minus this browser's, in milliseconds. */
  shift: number;
}

/** Puts together how one person sees everything. */
export function createLook(seen: Seen, lookAs: (id: string) => void): Look {
  const { directory, channels, me } = seen;
  const text = seen.language === "ko" ? ko : en;
  const person: Look["person"] = (id) => directory.people.find((one) => one.id === id);
  const otherIn: Look["otherIn"] = (channel) => person(channel.members.find((id) => id !== me.id) ?? me.id);
  const nameOf: Look["nameOf"] = (id) => {
    const found = person(id);
    return found ? (found.is_bot ? found.name : found.real_name) : id === "USLACKBOT" ? directory.team.name : id;
  };
  const look: Look = {
    me,
    directory,
    channels,
    text,
    times: createTimes(text.locale, me.tz),
    now: () => Date.now() + seen.shift,
    person,
    otherIn,
    nameOf,
    channelName(channel) {
      if (channel.kind === "mpim")
        return channel.members
          .filter((id) => id !== me.id)
          .map(nameOf)
          .join(", ");
      return channel.kind === "im" ? nameOf(otherIn(channel)?.id ?? "") : `#${channel.name}`;
    },
    async press(surface, pressed) {
      const answer = await tried(text, () => api.press(me.id, surface, pressed));
      // In a message the workspace itself says so; a view has no place for that.
      if (answer && !answer.delivered && "view_id" in surface.place) toast(text.notDelivered);
    },
    suggestions: async (surface, element, typed) =>
      (await tried(text, () => api.suggestions(me.id, surface.place, element, typed))) ?? {},
    enlarge: (picture) => enlarge(picture, text),
    profile: (id, anchor) => openProfile(look, id, anchor, lookAs),
  };
  return look;
}

/** Does it, or says on the screen why it did not work; the result only when it did. */
export async function tried<T>(text: Look["text"], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    // What is neither a refusal nor a broken connection is a mistake of this page: the console shall have it.
    if (!(error instanceof ActFailed || error instanceof TypeError)) reportError(error);
    toast(text.failed(error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}
