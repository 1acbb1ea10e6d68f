import { randomBytes } from "node:crypto";
import type { InstalledApp } from "../apps.ts";
import { withIds } from "../blocks/accept.ts";
import { checkBlocks } from "../blocks/check.ts";
import { isRecord } from "../blocks/is-record.ts";
import { createReport } from "../blocks/report.ts";
import type { Block, View } from "../entities.ts";
import { limits } from "../limits.ts";
import { tier4 } from "../rates.ts";
import { invalidArguments, SlackError } from "../slack-error.ts";
import { homeKey, type Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { isUsableFile } from "./conversation-access.ts";
import type { Method } from "./method.ts";

/** A view as Slack returns it: the app's own fields, checked, with an id and a hash. */
export function acceptView(ws: Workspace, app: InstalledApp, given: unknown, type: View["type"], id?: string): View {
  if (!isRecord(given) || given.type !== type) throw invalidArguments(`must be a ${type} [json-pointer:/view/type]`);
  if (JSON.stringify(given).length > limits.view.bytes) throw new SlackError("view_too_large");
  const report = createReport();
  if (type === "modal") {
    report.textObject(given.title, "/view/title", limits.view.title, ["plain_text"]);
    if (given.submit !== undefined) report.textObject(given.submit, "/view/submit", limits.view.submit, ["plain_text"]);
    if (given.close !== undefined) report.textObject(given.close, "/view/close", limits.view.submit, ["plain_text"]);
  }
  const may = { optional: true, empty: true };
  report.text(given.private_metadata, "/view/private_metadata", limits.view.privateMetadata, may);
  report.text(given.callback_id, "/view/callback_id", limits.view.callbackId, may);
  report.text(given.external_id, "/view/external_id", limits.view.callbackId, may);
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
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    title: { type: "plain_text", text: "View Title", emoji: true },
    close: null,
    submit: null,
    ...given,
    id: id ?? `V0${randomBytes(5).toString("hex").toUpperCase()}`,
    team_id: ws.team.id,
    app_id: app.id,
    bot_id: app.botId,
    app_installed_team_id: ws.team.id,
    type,
    blocks: withIds(blocks),
    hash: `${ws.clock.now()}.${randomBytes(4).toString("hex")}`,
    state: { values: {} },
  };
}

function open(name: "views.open" | "views.push"): Method {
  return {
    name,
    token: "bot",
    scopes: [],
    rate: tier4,
    run(args, ws, app) {
      const user = ws.dialogs.useTrigger(args.required("trigger_id"), app.id);
      const view = acceptView(ws, app, args.nested("view"), "modal");
      refuseSecond(ws, app, view);
      const stack = ws.dialogs.stackOf(user);
      if (name === "views.open") stack.length = 0;
      else if (stack.length >= limits.view.stack) throw new SlackError("push_limit_reached");
      view.root_view_id = stack[0]?.id ?? view.id;
      view.previous_view_id = stack.at(-1)?.id ?? null;
      stack.push(view);
      ws.changes.publish({ type: "view", user });
      return { view };
    },
  };
}

/** An external id is one view's only. */
function refuseSecond(ws: Workspace, app: InstalledApp, view: View): void {
  if (!view.external_id) return;
  const isTaken = ws.directory.people
    .all()
    .flatMap((person) => ws.dialogs.stackOf(person.id))
    .some((other) => other.app_id === app.id && other.external_id === view.external_id);
  if (isTaken) throw new SlackError("duplicate_external_id");
}

/** The open modal this call means, and whose screen it is on. */
function openView(args: Args, ws: Workspace, app: InstalledApp): { user: string; stack: View[]; position: number } {
  const id = args.text("view_id");
  const externalId = args.text("external_id");
  for (const person of ws.directory.people.all()) {
    const stack = ws.dialogs.stackOf(person.id);
    const isMeant = (view: View): boolean => (id ? view.id === id : !!externalId && view.external_id === externalId);
    const position = stack.findIndex((view) => view.app_id === app.id && isMeant(view));
    if (position >= 0) return { user: person.id, stack, position };
  }
  throw new SlackError("not_found");
}

const update: Method = {
  name: "views.update",
  token: "bot",
  scopes: [],
  rate: tier4,
  run(args, ws, app) {
    const { user, stack, position } = openView(args, ws, app);
    const before = stack[position] as View;
    const hash = args.text("hash");
    if (hash !== undefined && hash !== before.hash) throw new SlackError("hash_conflict");
    const view = acceptView(ws, app, args.nested("view"), "modal", before.id);
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
  rate: tier4,
  run(args, ws, app) {
    const user = args.required("user_id");
    if (!ws.directory.people.get(user)) throw new SlackError("user_not_found");
    if (!app.manifest.home) throw new SlackError("not_enabled");
    const key = homeKey(app.id, user);
    const before = ws.homes.get(key);
    const hash = args.text("hash");
    if (hash !== undefined && before && hash !== before.hash) throw new SlackError("hash_conflict");
    const view = acceptView(ws, app, args.nested("view"), "home", before?.id);
    view.root_view_id = view.id;
    view.previous_view_id = null;
    ws.homes.put(key, view);
    ws.changes.publish({ type: "home", user });
    return { view };
  },
};

export const viewMethods: readonly Method[] = [open("views.open"), open("views.push"), update, publish];
