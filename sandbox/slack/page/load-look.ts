import { api } from "./api.ts";
import type { Look } from "./look.ts";
import { createLook } from "./look-as.ts";
import { readSettings, type Settings } from "./settings.ts";

/** Everything as this person sees it now, in their language. */
export async function loadLook(
  view: Window,
  id: string,
  lookAs: (id: string) => void,
): Promise<{ look: Look; settings: Settings }> {
  const [directory, channels] = await Promise.all([api.people(), api.channels(id)]);
  const shift = directory.now - Date.now();
  const me = directory.people.find((one) => one.id === id) ?? directory.people[0];
  if (!me) throw new Error("the workspace has no people");
  const settings = readSettings(view, me);
  return { look: createLook({ directory, channels, me, language: settings.language, shift }, lookAs), settings };
}
