import { addMessage, changeMessage } from "../acts/messages.ts";
import { setSessionStatus } from "../acts/status.ts";
import { acceptBlocks } from "../blocks/accept.ts";
import { streamText } from "../blocks/stream-blocks.ts";
import { app } from "../cast.ts";
import type { Message, Stream, StreamPart } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";
import { threadOf, type Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { readMetadata } from "./chat.ts";
import { applyChunks } from "./chunks.ts";
import { checkThread, isUsableFile, joinedChannel, knownMessage } from "./conversation-access.ts";
import type { Method } from "./method.ts";
import { messageShape } from "./slack-shapes.ts";

const scopes = ["chat:write"];

const modes = new Set(["timeline", "plan", "dense"]);

/** The parts after this call's `markdown_text` or `chunks`. */
function grown(args: Args, ws: Workspace, parts: readonly StreamPart[]): StreamPart[] {
  const markdown = args.text("markdown_text");
  if (markdown !== undefined && markdown.length > limits.message.markdownText) throw new SlackError("msg_too_long");
  const chunks = args.nested("chunks", "invalid_chunks");
  const given = markdown === undefined ? [] : [{ type: "markdown_text", text: markdown }];
  return applyChunks(parts, [...given, ...((chunks ?? []) as unknown[])], isUsableFile(ws));
}

/** Ends a stream by Slack's own hand: after five minutes, or because a person pressed Stop. */
export function endStream(ws: Workspace, channel: string, ts: string, by: "timeout" | "user"): void {
  const message = ws.messages.get(channel, ts);
  if (!message?.stream?.open) return;
  const stream: Stream = { ...message.stream, open: false, closed_by: by };
  changeMessage(ws, message, { ...message, text: streamText(stream), stream });
}

function openStream(args: Args, ws: Workspace): { message: Message; stream: Stream } {
  const channel = joinedChannel(ws, args.required("channel"));
  const message = knownMessage(ws, channel, args.required("ts"));
  if (message.user !== app.botUser) throw new SlackError("message_not_owned_by_app");
  if (message.stream?.closed_by === "user") throw new SlackError("stopped_by_user");
  if (!message.stream?.open) throw new SlackError("message_not_in_streaming_state");
  return { message, stream: message.stream };
}

const startStream: Method = {
  name: "chat.startStream",
  token: "bot",
  scopes,
  run(args, ws) {
    const channel = joinedChannel(ws, args.required("channel"));
    const threadTs = args.text("thread_ts");
    if (threadTs !== undefined) checkThread(ws, channel, threadTs);
    else if (channel.kind === "im") throw new SlackError("invalid_thread_ts");
    if (channel.kind !== "im") {
      const recipient = args.text("recipient_user_id");
      if (recipient === undefined) throw new SlackError("missing_recipient_user_id");
      if (!args.has("recipient_team_id")) throw new SlackError("missing_recipient_team_id");
      if (!ws.directory.people.get(recipient)) throw new SlackError("user_not_found");
    }
    const mode = args.text("task_display_mode") ?? "timeline";
    if (!modes.has(mode)) throw new SlackError("invalid_arguments");
    const message = addMessage(ws, {
      channel: channel.id,
      user: app.botUser,
      text: "",
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      stream: { open: true, mode: mode as Stream["mode"], parts: grown(args, ws, []) },
    });
    ws.moments.after(`stream:${channel.id}:${message.ts}`, limits.stream.lifeMs, () => {
      endStream(ws, channel.id, message.ts, "timeout");
    });
    return { channel: channel.id, ts: message.ts };
  },
};

const appendStream: Method = {
  name: "chat.appendStream",
  token: "bot",
  scopes,
  run(args, ws) {
    const { message, stream } = openStream(args, ws);
    const parts = grown(args, ws, stream.parts);
    changeMessage(ws, message, { ...message, stream: { ...stream, parts } }, true);
    return { channel: message.channel, ts: message.ts };
  },
};

const stopStream: Method = {
  name: "chat.stopStream",
  token: "bot",
  scopes,
  run(args, ws) {
    const { message, stream } = openStream(args, ws);
    const parts = grown(args, ws, stream.parts);
    const given = args.nested("blocks", "invalid_blocks_format");
    const blocks = given === undefined ? [] : acceptBlocks(given, isUsableFile(ws));
    const metadata = readMetadata(args);
    const closed: Stream = { ...stream, parts, open: false, closed_by: "app" };
    ws.moments.cancel(`stream:${message.channel}:${message.ts}`);
    const finished = changeMessage(ws, message, {
      ...message,
      text: streamText(closed),
      blocks,
      stream: closed,
      ...(metadata ? { metadata } : {}),
    });
    const status = args.text("session_status");
    if (status !== undefined) setSessionStatus(ws, message.channel, threadOf(message), status);
    return { channel: message.channel, ts: message.ts, message: messageShape(ws, finished) };
  },
};

export const streamMethods: readonly Method[] = [startStream, appendStream, stopStream];
