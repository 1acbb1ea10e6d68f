import { api } from "./api.ts";
import { fill, h } from "./dom.ts";
import type { Look } from "./look.ts";
import { drawBlocks } from "./render/blocks.ts";

/** The Home tab of the app behind this bot, as the person who looks has it. */
export async function showHome(look: Look, bot: string | undefined, into: HTMLElement): Promise<void> {
  const app = look.directory.apps?.find((one) => one.bot_user === bot);
  const { home } = await api.view(look.me.id, app?.id);
  if (!home) return fill(into, h("p", { class: "empty" }, look.text.homeEmpty));
  const surface = { place: { view_id: home.id }, values: {} };
  fill(into, h("div", { class: "blocks" }, drawBlocks(look, home.blocks, surface)));
}
