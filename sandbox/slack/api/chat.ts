import { addEphemeral, addMessage, changeMessage, removeMessage } from "../acts/messages.ts";
import type { InstalledApp } from "../apps.ts";
import type { Message } from "../entities.ts";
import { limits } from "../limits.ts";
import { posting, special, tier3, tier4 } from "../rates.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { readContent, readMetadata } from "./content.ts";
import { checkThread, joinedChannel, knownMessage, visibleChannel, writableChannel } from "./conversation-access.ts";
import { type Method, requireScope } from "./method.ts";
import { messageShape } from "./slack-shapes.ts";

const scopes = ["chat:write"];

function ownMessage(args: Args, ws: Workspace, app: InstalledApp, refusal: string): Message {
  const channel = joinedChannel(ws, app, args.required("channel"));
  const message = knownMessage(ws, channel, args.required("ts"));
  if (message.user !== app.botUser || message.subtype) throw new SlackError(refusal);
  return message;
}

const postMessage: Method = {
  name: "chat.postMessage",
  token: "bot",
  scopes,
  rate: posting,
  run(args, ws, app) {
    const channel = writableChannel(ws, app, args.required("channel"));
    const username = args.text("username");
    const icon = args.text("icon_emoji");
    if (username !== undefined || icon !== undefined || args.has("icon_url")) {
      requireScope(app, "chat:write.customize");
    }
    const said = readContent(args, ws, limits.message.text);
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
      ...(threadTs !== undefined && args.flag("reply_broadcast") ? { broadcast: true as const } : {}),
      ...(metadata ? { metadata } : {}),
      ...(username === undefined ? {} : { username }),
      ...(icon === undefined ? {} : { icon_emoji: icon }),
    });
    return { channel: channel.id, ts: message.ts, message: messageShape(ws, message) };
  },
};

const postEphemeral: Method = {
  name: "chat.postEphemeral",
  token: "bot",
  scopes,
  rate: tier4,
  run(args, ws, app) {
    const channel = writableChannel(ws, app, args.required("channel"));
    const user = args.required("user");
    if (!channel.members.includes(user)) throw new SlackError("user_not_in_channel");
    const said = readContent(args, ws, limits.message.text);
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
  rate: tier3,
  run(args, ws, app) {
    const message = ownMessage(args, ws, app, "cant_update_message");
    if (message.stream?.open) throw new SlackError("streaming_state_conflict");
    const said = readContent(args, ws, limits.message.updateText);
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
      ...(message.thread_ts && args.flag("reply_broadcast") ? { broadcast: true as const } : {}),
      edited: { user: app.botUser, ts: ws.newTs() },
    });
    return { channel: message.channel, ts: message.ts, text: changed.text, message: messageShape(ws, changed) };
  },
};

const deleteMessage: Method = {
  name: "chat.delete",
  token: "bot",
  scopes,
  rate: tier3,
  run(args, ws, app) {
    const message = ownMessage(args, ws, app, "cant_delete_message");
    removeMessage(ws, message);
    return { channel: message.channel, ts: message.ts };
  },
};

const getPermalink: Method = {
  name: "chat.getPermalink",
  token: "bot",
  scopes: [],
  rate: special,
  run(args, ws, app) {
    const channel = visibleChannel(ws, app, args.required("channel"));
    const message = knownMessage(ws, channel, args.required("message_ts"));
    const inThread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : "";
    return {
      channel: channel.id,
      permalink: `${ws.baseUrl}/archives/${channel.id}/p${message.ts.replace(".", "")}${inThread}`,
    };
  },
};

export const chatMethods: readonly Method[] = [postMessage, postEphemeral, update, deleteMessage, getPermalink];
