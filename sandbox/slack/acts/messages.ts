import type { Ephemeral, Message } from "../entities.ts";
import { threadOf, type Workspace } from "../workspace.ts";
import { deliverChanged, deliverDeleted, deliverMessage } from "./deliver.ts";
import { systemUser } from "./system-lines.ts";

/** A person's screen may be so many changes behind. */
const VERSIONS_KEPT = 20;

/** The only places where a message comes into being, changes or goes: stored, shown, and told to the apps. */

export type Draft = Pick<Message, "channel" | "user" | "text"> & Partial<Omit<Message, "ts">>;

export function addMessage(ws: Workspace, draft: Draft, ts = ws.newTs()): Message {
  const message: Message = { blocks: [], files: [], reactions: [], ...draft, ts };
  ws.messages.put(message);
  show(ws, message);
  if (ws.apps.byUser(message.user)) clearStatus(ws, message.channel, threadOf(message));
  deliverMessage(ws, message);
  return message;
}

/** `quiet` shows it without an event to the apps: reactions and the growth of a stream send none. */
export function changeMessage(ws: Workspace, previous: Message, message: Message, quiet = false): Message {
  ws.messages.put(message);
  rememberBlocks(ws, previous);
  show(ws, message);
  if (!quiet) deliverChanged(ws, message, previous);
  return message;
}

/** A root with replies leaves a tombstone, which goes with its last reply. */
export function removeMessage(ws: Workspace, message: Message): void {
  const { channel, ts, thread_ts } = message;
  if (thread_ts === undefined && ws.messages.replies(channel, ts).length > 0) {
    const tombstone = { subtype: "tombstone", user: systemUser, text: "This message was deleted." };
    changeMessage(ws, message, { channel, ts, ...tombstone, blocks: [], files: [], reactions: [] });
    return;
  }
  ws.messages.delete(channel, ts);
  rememberBlocks(ws, message);
  ws.changes.publish({ type: "deleted", channel, ts, ...(thread_ts ? { thread_ts } : {}) });
  deliverDeleted(ws, message);
  if (!thread_ts) return;
  const root = ws.messages.get(channel, thread_ts);
  if (root?.subtype === "tombstone" && ws.messages.replies(channel, thread_ts).length === 0) removeMessage(ws, root);
  else ws.changes.publish({ type: "message", channel, ts: thread_ts });
}

export function addEphemeral(ws: Workspace, draft: Omit<Ephemeral, "ts" | "blocks"> & Partial<Ephemeral>): Ephemeral {
  const message: Ephemeral = { blocks: [], ...draft, ts: ws.newTs() };
  ws.moments.ephemerals.push(message);
  ws.changes.publish({ type: "ephemeral", message });
  return message;
}

export function removeEphemeral(ws: Workspace, message: Ephemeral): void {
  const position = ws.moments.ephemerals.findIndex((one) => one.channel === message.channel && one.ts === message.ts);
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
  ws.timers.cancel(`status:${key}`);
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
  if (message.blocks.length > 0) ws.moments.earlierBlocks.set(key, [...earlier, message.blocks].slice(-VERSIONS_KEPT));
}
