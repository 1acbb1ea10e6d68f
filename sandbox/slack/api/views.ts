import { randomBytes } from "node:crypto";
import { withIds } from "../blocks/accept.ts";
import { checkBlocks } from "../blocks/check.ts";
import { isRecord } from "../blocks/is-record.ts";
import { createReport } from "../blocks/report.ts";
import { app, team } from "../cast.ts";
import type { Block, View } from "../entities.ts";
import { limits } from "../limits.ts";
import { invalidArguments, SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { isUsableFile } from "./conversation-access.ts";
import type { Method } from "./method.ts";

/** A view as Slack returns it: the app's own fields, checked, with an id and a hash. */
export function acceptView(ws: Workspace, given: unknown, type: View["type"], id?: string): View {
  if (!isRecord(given) || given.type !== type) throw invalidArguments(`must be a ${type} [json-pointer:/view/type]`);
  const report = createReport();
  if (type === "modal") {
    report.textObject(given.title, "/view/title", limits.view.title, ["plain_text"]);
    if (given.submit !== undefined) report.textObject(given.submit, "/view/submit", limits.view.submit, ["plain_text"]);
  }
  report.text(given.private_metadata, "/view/private_metadata", limits.view.privateMetadata, {
    optional: true,
    empty: true,
  });
  const errors = [
    ...report.errors,
    ...checkBlocks(given.blocks, { surface: type, isUsableFile: isUsableFile(ws) }, "/view/blocks"),
  ];
  const blocks = given.blocks as Block[];
  if (errors.length === 0 && type === "modal" && !given.submit && blocks.some((block) => block.type === "input")) {
    errors.push("`submit` is required when an `input` block is used [json-pointer:/view/submit]");
  }
  if (errors.length > 0) throw invalidArguments(...errors);
  return {
    private_metadata: "",
    callback_id: "",
    ...given,
    id: id ?? `V0${randomBytes(5).toString("hex").toUpperCase()}`,
    team_id: team.id,
    app_id: app.id,
    bot_id: app.botId,
    type,
    blocks: withIds(blocks),
    hash: `${Date.now()}.${randomBytes(4).toString("hex")}`,
    state: { values: {} },
  };
}

function open(name: "views.open" | "views.push"): Method {
  return {
    name,
    token: "bot",
    scopes: [],
    run(args, ws) {
      const user = ws.dialogs.useTrigger(args.required("trigger_id"));
      const view = acceptView(ws, args.nested("view"), "modal");
      const stack = ws.dialogs.stackOf(user);
      if (name === "views.open") stack.length = 0;
      else if (stack.length >= 3) throw new SlackError("push_limit_reached");
      view.root_view_id = stack[0]?.id ?? view.id;
      view.previous_view_id = stack.at(-1)?.id ?? null;
      stack.push(view);
      ws.changes.publish({ type: "view", user });
      return { view };
    },
  };
}

/** The open modal this call means, and whose screen it is on. */
function openView(args: Args, ws: Workspace): { user: string; stack: View[]; position: number } {
  const id = args.text("view_id");
  const externalId = args.text("external_id");
  for (const person of ws.directory.people.all()) {
    const stack = ws.dialogs.stackOf(person.id);
    const position = stack.findIndex((view) => (id ? view.id === id : view.external_id === externalId));
    if (position >= 0) return { user: person.id, stack, position };
  }
  throw new SlackError("not_found");
}

const update: Method = {
  name: "views.update",
  token: "bot",
  scopes: [],
  run(args, ws) {
    const { user, stack, position } = openView(args, ws);
    const before = stack[position] as View;
    const hash = args.text("hash");
    if (hash !== undefined && hash !== before.hash) throw new SlackError("hash_conflict");
    const view = acceptView(ws, args.nested("view"), "modal", before.id);
    view.root_view_id = before.root_view_id;
    view.previous_view_id = before.previous_view_id;
    stack[position] = view;
    ws.changes.publish({ type: "view", user });
    return { view };
  },
};

const publish: Method = {
  name: "views.publish",
  token: "bot",
  scopes: [],
  run(args, ws) {
    const user = args.required("user_id");
    if (!ws.directory.people.get(user)) throw new SlackError("user_not_found");
    const before = ws.homes.get(user) as View | undefined;
    const hash = args.text("hash");
    if (hash !== undefined && before && hash !== before.hash) throw new SlackError("hash_conflict");
    const view = acceptView(ws, args.nested("view"), "home", before?.id);
    ws.homes.put(user, view);
    ws.changes.publish({ type: "home", user });
    return { view };
  },
};

export const viewMethods: readonly Method[] = [open("views.open"), open("views.push"), update, publish];
