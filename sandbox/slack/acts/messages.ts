import { app } from "../cast.ts";
import type { Ephemeral, Message } from "../entities.ts";
import { threadOf, type Workspace } from "../workspace.ts";
import { deliverChanged, deliverDeleted, deliverMessage } from "./deliver.ts";

/** The only places where a message comes into being, changes or goes: stored, shown, and told to the app. */

export type Draft = Pick<Message, "channel" | "user" | "text"> & Partial<Omit<Message, "ts">>;

export function addMessage(ws: Workspace, draft: Draft): Message {
  const message: Message = { blocks: [], files: [], reactions: [], ...draft, ts: ws.newTs() };
  ws.messages.put(message);
  show(ws, message);
  if (message.user === app.botUser) clearStatus(ws, message.channel, threadOf(message));
  deliverMessage(ws, message);
  return message;
}

/** `quiet` shows it without an event to the app: reactions and the growth of a stream send none. */
export function changeMessage(ws: Workspace, previous: Message, message: Message, quiet = false): Message {
  ws.messages.put(message);
  rememberBlocks(ws, previous);
  show(ws, message);
  if (!quiet) deliverChanged(ws, message, previous);
  return message;
}

export function removeMessage(ws: Workspace, message: Message): void {
  ws.messages.delete(message.channel, message.ts);
  rememberBlocks(ws, message);
  ws.changes.publish({
    type: "deleted",
    channel: message.channel,
    ts: message.ts,
    ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
  });
  if (message.thread_ts) ws.changes.publish({ type: "message", channel: message.channel, ts: message.thread_ts });
  deliverDeleted(ws, message);
}

export function addEphemeral(ws: Workspace, draft: Omit<Ephemeral, "ts" | "blocks"> & Partial<Ephemeral>): Ephemeral {
  const message: Ephemeral = { blocks: [], ...draft, ts: ws.newTs() };
  ws.moments.ephemerals.push(message);
  ws.changes.publish({ type: "ephemeral", message });
  return message;
}

export function removeEphemeral(ws: Workspace, message: Ephemeral): void {
  const position = ws.moments.ephemerals.indexOf(message);
  if (position >= 0) ws.moments.ephemerals.splice(position, 1);
  const { channel, ts, thread_ts, only_for } = message;
  ws.changes.publish({ type: "deleted", channel, ts, ...(thread_ts ? { thread_ts } : {}), only_for });
}

function clearStatus(ws: Workspace, channel: string, threadTs: string): void {
  const key = `${channel}:${threadTs}`;
  const status = ws.moments.statuses.get(key);
  if (!status) return;
  if (status.processing) ws.moments.statuses.set(key, { ...status, text: "", loading_messages: [] });
  else ws.moments.statuses.delete(key);
  ws.moments.cancel(`status:${key}`);
  ws.changes.publish({ type: "status", channel, thread_ts: threadTs });
}

function show(ws: Workspace, message: Message): void {
  ws.changes.publish({ type: "message", channel: message.channel, ts: message.ts });
  // The root shows how many replies it has.
  if (message.thread_ts) ws.changes.publish({ type: "message", channel: message.channel, ts: message.thread_ts });
}

function rememberBlocks(ws: Workspace, message: Message): void {
  const key = `${message.channel}:${message.ts}`;
  const earlier = ws.moments.earlierBlocks.get(key) ?? [];
  if (message.blocks.length > 0) ws.moments.earlierBlocks.set(key, [...earlier, message.blocks].slice(-5));
}
