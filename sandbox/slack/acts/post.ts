import { randomUUID } from "node:crypto";
import { app } from "../cast.ts";
import type { Channel, Message, Person } from "../entities.ts";
import { limits } from "../limits.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { addEphemeral, addMessage } from "./messages.ts";
import { linesFor, systemUser } from "./system-lines.ts";
import { typedText } from "./typed-text.ts";

/** A person says something in a channel, a thread or a DM. */
export function post(ws: Workspace, person: Person, channel: Channel, typed: string, threadTs?: string): Message {
  if (typed.trim() === "") throw new ActError("no_text", "there is nothing to say");
  if (typed.length > limits.message.text) throw new ActError("msg_too_long", "a message has at most 40,000 characters");
  if (threadTs !== undefined) {
    const root = ws.messages.get(channel.id, threadTs);
    if (!root || root.thread_ts) throw new ActError("thread_not_found", `no thread ${threadTs} in this channel`);
  }
  const message = addMessage(ws, {
    channel: channel.id,
    user: person.id,
    client_msg_id: randomUUID(),
    ...typedText(ws.directory, typed),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
  if (message.text.includes(`<@${app.botUser}>`) && !channel.members.includes(app.botUser)) {
    addEphemeral(ws, {
      channel: channel.id,
      user: systemUser,
      only_for: person.id,
      text: linesFor(person).notInChannel(ws.manifest.botName),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    });
  }
  return message;
}
