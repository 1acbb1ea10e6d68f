import { api } from "./api.ts";

const LOOKING_AS = "looking-as";

export const keepLookingAs = (view: Window, id: string): void => view.localStorage.setItem(LOOKING_AS, id);

/** Whom the page shows itself to first: whoever looked last in this browser, else the first person of the workspace. */
export async function firstLook(view: Window): Promise<string> {
  // Drawn before the fonts are here, Hangul stays as empty boxes where the machine has no font for it.
  const fonts = ["400", "700"].map((weight) => view.document.fonts.load(`${weight} 1em Pretendard`, "가"));
  const [{ people }] = await Promise.all([api.people(), Promise.allSettled(fonts)]);
  const remembered = view.localStorage.getItem(LOOKING_AS);
  const found = people.find((one) => one.id === remembered && !one.deleted) ?? people[0];
  return found?.id ?? "";
}
