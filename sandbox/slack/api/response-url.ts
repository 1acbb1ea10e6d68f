import type { ResponseTarget } from "../acts/dialogs.ts";
import { addEphemeral, addMessage, changeMessage, removeEphemeral, removeMessage } from "../acts/messages.ts";
import { acceptBlocks } from "../blocks/accept.ts";
import type { Block, Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { isUsableFile } from "./conversation-access.ts";

/** The answer to a POST on a response_url: HTTP status and body. */
export function answerResponseUrl(ws: Workspace, token: string, body: Json): [number, string] {
  const target = ws.dialogs.useResponse(token);
  if (!target) return [404, "used_url"];
  try {
    respond(ws, target, body);
    return [200, "ok"];
  } catch (error) {
    if (error instanceof SlackError) return [400, JSON.stringify({ ok: false, error: error.error, ...error.extra })];
    throw error;
  }
}

/**
 * What an app says in answer to a person's act, by response_url or with the ack of a command: to that person alone
 * unless it asks for `in_channel`, or in the place of the message the person acted on.
 */
export function respond(ws: Workspace, target: ResponseTarget, body: Json): void {
  const { ephemeral, channel } = target;
  const user = ws.apps.byId(target.app)?.botUser ?? ws.apps.first().botUser;
  const original = target.message_ts ? ws.messages.get(channel, target.message_ts) : undefined;
  if (body.delete_original === true) {
    if (ephemeral) removeEphemeral(ws, ephemeral);
    else if (original) removeMessage(ws, original);
    return;
  }
  const text = typeof body.text === "string" ? body.text : "";
  if (text.length > limits.message.text) throw new SlackError("msg_too_long");
  const blocks: Block[] = body.blocks === undefined ? [] : acceptBlocks(body.blocks, isUsableFile(ws));
  if (text === "" && blocks.length === 0) throw new SlackError("no_text");
  if (body.replace_original === true && original) {
    const { stream: _replaced, ...rest } = original;
    changeMessage(ws, original, { ...rest, text, blocks, edited: { user, ts: ws.newTs() } });
    return;
  }
  if (body.replace_original === true && ephemeral) removeEphemeral(ws, ephemeral);
  const threadTs = typeof body.thread_ts === "string" ? body.thread_ts : target.thread_ts;
  const said = { channel, user, text, blocks, ...(threadTs ? { thread_ts: threadTs } : {}) };
  if (body.response_type === "in_channel") addMessage(ws, said);
  else addEphemeral(ws, { ...said, only_for: target.user });
}
