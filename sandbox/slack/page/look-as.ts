import type { People, SeenChannel } from "../control/types.ts";
import { ActFailed, api } from "./api.ts";
import { enlarge } from "./lightbox.ts";
import type { Look } from "./look.ts";
import { en } from "./text/en.ts";
import { ko } from "./text/ko.ts";
import { createTimes } from "./time.ts";
import { toast } from "./toast.ts";

/** Puts together how one person sees everything. */
export function createLook(directory: People, channels: readonly SeenChannel[], userId: string): Look {
  const me = directory.people.find((one) => one.id === userId) ?? directory.people[0];
  if (!me) throw new Error("the workspace has no people");
  const text = me.locale.startsWith("ko") ? ko : en;
  const person: Look["person"] = (id) => directory.people.find((one) => one.id === id);
  return {
    me,
    directory,
    channels,
    text,
    times: createTimes(me.locale, me.tz),
    person,
    nameOf(id) {
      const found = person(id);
      return found ? (found.is_bot ? found.name : found.real_name) : id === "USLACKBOT" ? directory.team.name : id;
    },
    async press(place, button) {
      await tried(text, () => api.click(me.id, place, button));
    },
    enlarge,
  };
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
