import { randomUUID } from "node:crypto";
import type { Channel, Message, Person } from "../entities.ts";
import { limits } from "../limits.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { hintAtMissing } from "./hint.ts";
import { addMessage, changeMessage, removeMessage } from "./messages.ts";
import { messageIn } from "./persona.ts";
import { markRead } from "./read.ts";
import { share } from "./share.ts";
import { typedText } from "./typed-text.ts";

export interface Said {
  text: string;
  thread_ts?: string | undefined;
  /** A reply that is sent to the channel as well. */
  broadcast?: boolean;
  /** Ids of files this person uploaded before. */
  files?: readonly string[];
}

/** A person says something in a channel, a thread or a DM. */
export function post(ws: Workspace, person: Person, channel: Channel, said: Said): Message {
  const { thread_ts: threadTs, files = [] } = said;
  checkText(said.text, files.length > 0);
  if (threadTs !== undefined) {
    const root = ws.messages.get(channel.id, threadTs);
    if (!root || root.thread_ts) throw new ActError("thread_not_found", `no thread ${threadTs} in this channel`);
  }
  for (const id of files) {
    const file = ws.files.get(id);
    if (file?.user !== person.id || file.state !== "uploaded") {
      throw new ActError("file_not_found", `${person.name} has uploaded no file ${id}`);
    }
  }
  const typed = said.text.trim() === "" ? { text: "", blocks: [] } : typedText(ws.directory, said.text);
  const draft = {
    channel: channel.id,
    user: person.id,
    client_msg_id: randomUUID(),
    ...typed,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(threadTs !== undefined && said.broadcast ? { broadcast: true as const } : {}),
  };
  const message = files.length > 0 ? share(ws, files, draft) : addMessage(ws, draft);
  if (threadTs === undefined) markRead(ws, person, channel, message.ts);
  hintAtMissing(ws, person, channel, message);
  return message;
}

/** A person changes the words of their own message. */
export function edit(ws: Workspace, person: Person, channel: Channel, ts: string, text: string): Message {
  const message = own(ws, person, channel, ts);
  checkText(text, message.files.length > 0);
  const edited = { user: person.id, ts: ws.newTs() };
  return changeMessage(ws, message, { ...message, ...typedText(ws.directory, text), edited });
}

/** A person deletes their own message. */
export function remove(ws: Workspace, person: Person, channel: Channel, ts: string): void {
  removeMessage(ws, own(ws, person, channel, ts));
}

function own(ws: Workspace, person: Person, channel: Channel, ts: string): Message {
  const message = messageIn(ws, channel, ts);
  if (message.user !== person.id || message.subtype) {
    throw new ActError("not_yours", `${person.name} did not write this message`);
  }
  return message;
}

function checkText(text: string, mayBeEmpty: boolean): void {
  if (text.trim() === "" && !mayBeEmpty) throw new ActError("no_text", "there is nothing to say");
  if (text.length > limits.message.text) throw new ActError("msg_too_long", "a message has at most 40,000 characters");
}
