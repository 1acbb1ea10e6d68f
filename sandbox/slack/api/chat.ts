import { addEphemeral, addMessage, changeMessage, removeMessage } from "../acts/messages.ts";
import { acceptBlocks } from "../blocks/accept.ts";
import { isRecord } from "../blocks/is-record.ts";
import { app } from "../cast.ts";
import type { Block, Metadata } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { checkThread, isUsableFile, joinedChannel, knownMessage, visibleChannel } from "./conversation-access.ts";
import { type Method, requireScope } from "./method.ts";
import { messageShape } from "./slack-shapes.ts";

const scopes = ["chat:write"];

/** What a call wants to say: `text` with or without `blocks`, or `markdown_text` alone. */
function content(args: Args, ws: Workspace, maxText: number): { text?: string; blocks?: Block[] } {
  const markdown = args.text("markdown_text");
  const blocks = args.nested("blocks", "invalid_blocks_format");
  if (markdown !== undefined) {
    if (args.has("text") || blocks !== undefined) throw new SlackError("markdown_text_conflict");
    if (markdown.length > limits.message.markdownText) throw new SlackError("msg_too_long");
    return { text: markdown, blocks: acceptBlocks([{ type: "markdown", text: markdown }], isUsableFile(ws)) };
  }
  const text = args.text("text");
  if (text !== undefined && text.length > maxText) throw new SlackError("msg_too_long");
  return {
    ...(text === undefined ? {} : { text }),
    ...(blocks === undefined ? {} : { blocks: acceptBlocks(blocks, isUsableFile(ws)) }),
  };
}

/** Undefined: not said. Null: `{}`, which removes it. */
export function readMetadata(args: Args): Metadata | null | undefined {
  const value = args.nested("metadata", "invalid_metadata_format");
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw new SlackError("invalid_metadata_format");
  if (Object.keys(value).length === 0) return null;
  if (typeof value.event_type !== "string" || !isRecord(value.event_payload)) {
    throw new SlackError("invalid_metadata_schema");
  }
  if (JSON.stringify(value).length > limits.message.metadataBytes) throw new SlackError("metadata_too_large");
  return { event_type: value.event_type, event_payload: value.event_payload };
}

function ownMessage(args: Args, ws: Workspace, refusal: string) {
  const channel = joinedChannel(ws, args.required("channel"));
  const message = knownMessage(ws, channel, args.required("ts"));
  if (message.user !== app.botUser) throw new SlackError(refusal);
  return message;
}

const postMessage: Method = {
  name: "chat.postMessage",
  token: "bot",
  scopes,
  run(args, ws) {
    const channel = joinedChannel(ws, args.required("channel"));
    if (args.has("username") || args.has("icon_emoji")) requireScope(ws, "chat:write.customize");
    const said = content(args, ws, limits.message.text);
    if (said.text === undefined && (said.blocks ?? []).length === 0) throw new SlackError("no_text");
    const threadTs = args.text("thread_ts");
    if (threadTs !== undefined) checkThread(ws, channel, threadTs);
    const metadata = readMetadata(args);
    const message = addMessage(ws, {
      channel: channel.id,
      user: app.botUser,
      text: said.text ?? "",
      blocks: said.blocks ?? [],
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(metadata ? { metadata } : {}),
    });
    return { channel: channel.id, ts: message.ts, message: messageShape(ws, message) };
  },
};

const postEphemeral: Method = {
  name: "chat.postEphemeral",
  token: "bot",
  scopes,
  run(args, ws) {
    const channel = joinedChannel(ws, args.required("channel"));
    const user = args.required("user");
    if (!channel.members.includes(user)) throw new SlackError("user_not_in_channel");
    const said = content(args, ws, limits.message.text);
    if (said.text === undefined && (said.blocks ?? []).length === 0) throw new SlackError("no_text");
    const threadTs = args.text("thread_ts");
    if (threadTs !== undefined) checkThread(ws, channel, threadTs);
    const message = addEphemeral(ws, {
      channel: channel.id,
      user: app.botUser,
      only_for: user,
      text: said.text ?? "",
      blocks: said.blocks ?? [],
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    });
    return { message_ts: message.ts };
  },
};

const update: Method = {
  name: "chat.update",
  token: "bot",
  scopes,
  run(args, ws) {
    const message = ownMessage(args, ws, "cant_update_message");
    if (message.stream?.open) throw new SlackError("streaming_state_conflict");
    const said = content(args, ws, limits.message.updateText);
    if (said.text === undefined && said.blocks === undefined) throw new SlackError("no_text");
    const metadata = readMetadata(args);
    const { stream: _finished, metadata: before, ...rest } = message;
    const kept = metadata === undefined ? before : (metadata ?? undefined);
    // What is not said stays, the words and cards of a finished stream too unless blocks take their place.
    const changed = changeMessage(ws, message, {
      ...(said.blocks === undefined ? message : rest),
      ...(said.text === undefined ? {} : { text: said.text }),
      ...(said.blocks === undefined ? {} : { blocks: said.blocks }),
      ...(kept ? { metadata: kept } : {}),
      edited: { user: app.botUser, ts: ws.newTs() },
    });
    return { channel: message.channel, ts: message.ts, text: changed.text, message: messageShape(ws, changed) };
  },
};

const deleteMessage: Method = {
  name: "chat.delete",
  token: "bot",
  scopes,
  run(args, ws) {
    const message = ownMessage(args, ws, "cant_delete_message");
    removeMessage(ws, message);
    return { channel: message.channel, ts: message.ts };
  },
};

const getPermalink: Method = {
  name: "chat.getPermalink",
  token: "bot",
  scopes: [],
  run(args, ws) {
    const channel = visibleChannel(ws, args.required("channel"));
    const message = knownMessage(ws, channel, args.required("message_ts"));
    const inThread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : "";
    return {
      channel: channel.id,
      permalink: `${ws.baseUrl}/archives/${channel.id}/p${message.ts.replace(".", "")}${inThread}`,
    };
  },
};

export const chatMethods: readonly Method[] = [postMessage, postEphemeral, update, deleteMessage, getPermalink];
