import { blocksOf, messageShape } from "../api/slack-shapes.ts";
import type { Block, Ephemeral, Json, Message, Person } from "../entities.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { deliverInteraction } from "./deliver.ts";
import { actionOf, findElement, type Wanted } from "./find-element.ts";
import { addEphemeral } from "./messages.ts";
import { channelName, payloadFor, readable } from "./persona.ts";
import { linesFor, systemUser } from "./system-lines.ts";

export interface Click extends Wanted {
  channel: string;
  message_ts: string;
  /** Pressed on a screen that is behind: the element may be from an earlier version of the message. */
  stale?: boolean | undefined;
}

/** A person presses an element of a message. Says whether the app acked in time. */
export async function click(ws: Workspace, person: Person, wanted: Click): Promise<boolean> {
  const channel = readable(ws, person, wanted.channel);
  const ephemeral = ws.moments.ephemerals.find((one) => one.ts === wanted.message_ts && one.only_for === person.id);
  const message = ws.messages.get(channel.id, wanted.message_ts);
  const found = versions(ws, channel.id, wanted, ephemeral, message)
    .map((blocks) => findElement(blocks, wanted))
    .find((one) => one !== undefined);
  if (!found) throw new ActError("no_such_action", `there is no ${wanted.action_id} in message ${wanted.message_ts}`);
  const threadTs = (ephemeral ?? message)?.thread_ts;
  const responseToken = ws.dialogs.responseToken({
    channel: channel.id,
    user: person.id,
    message_ts: wanted.message_ts,
    ...(ephemeral ? { ephemeral } : {}),
    ...(threadTs ? { thread_ts: threadTs } : {}),
  });
  const ack = await deliverInteraction(ws, {
    type: "block_actions",
    ...payloadFor(ws, person),
    container: {
      type: "message",
      message_ts: wanted.message_ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral !== undefined,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    trigger_id: ws.dialogs.trigger(person.id),
    channel: { id: channel.id, name: channelName(channel) },
    ...(message ? { message: messageShape(ws, message) } : {}),
    state: { values: {} },
    response_url: `${ws.baseUrl}/response/${responseToken}`,
    actions: [actionOf(found, wanted.value, ws.newTs())],
  });
  if (!ack.acked) {
    addEphemeral(ws, {
      channel: channel.id,
      user: systemUser,
      only_for: person.id,
      text: linesFor(person).noAnswer(ws.manifest.appName),
      ...(threadTs ? { thread_ts: threadTs } : {}),
    });
  }
  return ack.acked;
}

function versions(
  ws: Workspace,
  channel: string,
  wanted: Click,
  ephemeral: Ephemeral | undefined,
  message: Message | undefined,
): Block[][] {
  const earlier = wanted.stale ? (ws.moments.earlierBlocks.get(`${channel}:${wanted.message_ts}`) ?? []) : [];
  return [ephemeral?.blocks ?? [], message ? blocksOf(message) : [], ...(earlier as Block[][]).toReversed()];
}

/** A person presses an element of the Home tab or of an open modal. */
export async function clickView(
  ws: Workspace,
  person: Person,
  wanted: Wanted & { view_id: string; values?: Json | undefined },
): Promise<boolean> {
  const modal = ws.dialogs.stackOf(person.id).find((view) => view.id === wanted.view_id);
  const home = ws.homes.get(person.id);
  const view = modal ?? (home?.id === wanted.view_id ? home : undefined);
  const found = view && findElement(view.blocks as Block[], wanted);
  if (!view || !found)
    throw new ActError("no_such_action", `there is no ${wanted.action_id} in view ${wanted.view_id}`);
  const ack = await deliverInteraction(ws, {
    type: "block_actions",
    ...payloadFor(ws, person),
    container: { type: "view", view_id: view.id },
    trigger_id: ws.dialogs.trigger(person.id),
    view: { ...view, state: { values: wanted.values ?? {} } },
    actions: [actionOf(found, wanted.value, ws.newTs())],
  });
  return ack.acked;
}
