import { acceptBlocks } from "../blocks/accept.ts";
import { tier4 } from "../rates.ts";
import { isUsableFile } from "./conversation-access.ts";
import type { Method } from "./method.ts";
import { acceptView } from "./views.ts";

/** Says what is wrong with blocks, a message or a view, without sending it anywhere. */
const validate: Method = {
  name: "blocks.validate",
  token: "bot",
  scopes: [],
  rate: tier4,
  run(args, ws, app) {
    const blocks = args.nested("blocks", "invalid_blocks_format") ?? args.record("message")?.blocks;
    if (blocks !== undefined) acceptBlocks(blocks, isUsableFile(ws));
    const view = args.record("view");
    if (view) acceptView(ws, app, view, view.type === "home" ? "home" : "modal");
    return {};
  },
};

export const validateMethods: readonly Method[] = [validate];
