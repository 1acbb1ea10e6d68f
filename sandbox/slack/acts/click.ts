import { blocksOf, messageShape } from "../api/slack-shapes.ts";
import type { InstalledApp } from "../apps.ts";
import type { Block, Channel, Ephemeral, Json, Message, Person, View } from "../entities.ts";
import { homeKey, type Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { choose } from "./choice.ts";
import { deliverInteraction } from "./deliver.ts";
import { type Found, findElement, type Wanted } from "./find-element.ts";
import { answerHint } from "./hint.ts";
import { addEphemeral } from "./messages.ts";
import { channelName, readable } from "./persona.ts";
import { valuesOf, withChoice } from "./state.ts";
import { linesFor, systemUser } from "./system-lines.ts";

export interface Click extends Wanted {
  channel: string;
  message_ts: string;
  /** What stands in the message's elements, as `state.values`; else what this person chose there before. */
  state?: Json | undefined;
  /** Pressed on a screen that is behind: the element may be from an earlier version of the message. */
  stale?: boolean | undefined;
}

/** A message as the person has it on the screen, and the app that wrote it. */
export interface OnScreen {
  channel: Channel;
  app: InstalledApp;
  message: Message | undefined;
  ephemeral: Ephemeral | undefined;
  /** The versions of its blocks that may be pressed, the newest first. */
  versions: Block[][];
}

export function onScreen(ws: Workspace, person: Person, wanted: Click): OnScreen {
  const channel = readable(ws, person, wanted.channel);
  const ephemeral = ws.moments.ephemerals.find((one) => one.ts === wanted.message_ts && one.only_for === person.id);
  const message = ws.messages.get(channel.id, wanted.message_ts);
  const earlier = wanted.stale ? (ws.moments.earlierBlocks.get(`${channel.id}:${wanted.message_ts}`) ?? []) : [];
  const now = ephemeral?.blocks ?? (message ? blocksOf(message) : []);
  return {
    channel,
    app: ws.apps.byUser(ephemeral?.user ?? message?.user ?? "") ?? ws.apps.first(),
    message,
    ephemeral,
    versions: [now, ...(earlier as Block[][]).toReversed()],
  };
}

/** A person presses an element of a message. Says whether the app acked in time. */
export async function click(ws: Workspace, person: Person, wanted: Click): Promise<boolean> {
  const { channel, app, message, ephemeral, versions } = onScreen(ws, person, wanted);
  const blocks = versions.find((one) => findElement(one, wanted, person.id)) ?? [];
  const found = findElement(blocks, wanted, person.id);
  if (!found) throw new ActError("no_such_action", `there is no ${wanted.action_id} in message ${wanted.message_ts}`);
  if (ephemeral?.user === systemUser) {
    answerHint(ws, person, ephemeral, wanted.action_id, String(found.element.value));
    return true;
  }
  const threadTs = (ephemeral ?? message)?.thread_ts;
  const inThread = threadTs ? { thread_ts: threadTs } : {};
  const responseToken = ws.dialogs.responseToken({
    app: app.id,
    channel: channel.id,
    user: person.id,
    message_ts: wanted.message_ts,
    ...(ephemeral ? { ephemeral } : {}),
    ...inThread,
  });
  const action = actionOf(ws, person, found, wanted);
  const key = `${person.id}:${channel.id}:${wanted.message_ts}`;
  const values = withChoice(
    { ...ws.moments.choices.get(key), ...wanted.state },
    found.block,
    found.element,
    action.choice,
  );
  ws.moments.choices.set(key, values);
  const acked = await press(ws, app, person, {
    container: {
      type: "message",
      message_ts: wanted.message_ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral !== undefined,
      ...inThread,
    },
    channel: { id: channel.id, name: channelName(channel) },
    ...(message ? { message: messageShape(ws, message) } : {}),
    state: { values: valuesOf(blocks, values) },
    response_url: `${ws.baseUrl}/response/${responseToken}`,
    actions: [action.entry],
  });
  if (!acked) {
    const text = linesFor(person).noAnswer(app.manifest.appName);
    addEphemeral(ws, { channel: channel.id, user: systemUser, only_for: person.id, text, ...inThread });
  }
  return acked;
}

/** A person presses an element of the Home tab or of an open modal. */
export async function clickView(
  ws: Workspace,
  person: Person,
  wanted: Wanted & { view_id: string; state: Json },
): Promise<boolean> {
  const { app, view } = viewOnScreen(ws, person, wanted.view_id);
  const blocks = view.blocks as Block[];
  const found = findElement(blocks, wanted, person.id);
  if (!found) throw new ActError("no_such_action", `there is no ${wanted.action_id} in view ${wanted.view_id}`);
  const action = actionOf(ws, person, found, wanted);
  const values = withChoice(wanted.state, found.block, found.element, action.choice);
  return press(ws, app, person, {
    container: { type: "view", view_id: view.id },
    view: { ...view, state: { values: valuesOf(blocks, values) } },
    actions: [action.entry],
  });
}

/** A modal this person has open, or a Home tab they were shown, and whose it is. */
export function viewOnScreen(ws: Workspace, person: Person, viewId: string): { app: InstalledApp; view: View } {
  const homes = ws.apps.all().map((app) => ws.homes.get(homeKey(app.id, person.id)));
  const view = [...ws.dialogs.stackOf(person.id), ...homes].find((one) => one?.id === viewId);
  const app = ws.apps.byId(String(view?.app_id));
  if (!view || !app) throw new ActError("view_not_found", `${person.name} has no view ${viewId}`);
  return { app, view };
}

async function press(ws: Workspace, app: InstalledApp, person: Person, payload: Json): Promise<boolean> {
  if (!app.manifest.interactive) return false;
  const trigger_id = ws.dialogs.trigger(person.id, app.id);
  const ack = await deliverInteraction(ws, app, person.id, { type: "block_actions", trigger_id, ...payload });
  return ack.acked;
}

/** The entry of `actions` for pressing or choosing this, and the choice by itself. */
function actionOf(ws: Workspace, person: Person, { block, element }: Found, wanted: Wanted) {
  const { type, action_id } = element;
  const offered = ws.moments.offered.get(`${person.id}:${String(action_id)}`) ?? [];
  const choice = choose(element, { value: wanted.value, chosen: wanted.chosen, offered });
  return { choice, entry: { type, action_id, block_id: block.block_id, action_ts: ws.newTs(), ...choice } };
}
