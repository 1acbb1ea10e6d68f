import { addMessage, changeMessage } from "../acts/messages.ts";
import { setSessionStatus } from "../acts/status.ts";
import { closeStream, endStream, limitStream } from "../acts/streams.ts";
import type { InstalledApp } from "../apps.ts";
import { acceptBlocks } from "../blocks/accept.ts";
import { streamText } from "../blocks/stream-blocks.ts";
import type { Message, Stream, StreamPart } from "../entities.ts";
import { limits } from "../limits.ts";
import { tier2, tier4 } from "../rates.ts";
import { invalidArguments, SlackError } from "../slack-error.ts";
import { threadOf, type Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { applyChunks } from "./chunks.ts";
import { readMetadata } from "./content.ts";
import { checkThread, isUsableFile, joinedChannel, knownMessage, writableChannel } from "./conversation-access.ts";
import { type Method, requireScope } from "./method.ts";
import { messageShape } from "./slack-shapes.ts";

const scopes = ["chat:write"];

const modes = new Set(["timeline", "plan", "dense"]);

/** The parts after this call's `markdown_text` or `chunks`. */
function grown(args: Args, ws: Workspace, parts: readonly StreamPart[]): StreamPart[] {
  const markdown = args.text("markdown_text");
  if (markdown !== undefined && markdown.length > limits.message.markdownText) throw new SlackError("msg_too_long");
  const chunks = args.nested("chunks", "invalid_chunks") ?? [];
  if (!Array.isArray(chunks)) throw new SlackError("invalid_chunks");
  const given = markdown === undefined ? [] : [{ type: "markdown_text", text: markdown }];
  return applyChunks(parts, [...given, ...chunks], isUsableFile(ws));
}

function openStream(args: Args, ws: Workspace, app: InstalledApp): Message & { stream: Stream } {
  const channel = joinedChannel(ws, app, args.required("channel"));
  const message = knownMessage(ws, channel, args.required("ts"));
  if (message.user !== app.botUser) throw new SlackError("message_not_owned_by_app");
  // The clock may have been moved a moment ago, and the timer not have seen it yet.
  const isOver = message.stream?.open && ws.clock.now() - message.stream.started >= limits.stream.lifeMs;
  if (isOver) endStream(ws, message, "timeout");
  if (message.stream?.closed_by === "user") throw new SlackError("stopped_by_user");
  if (!message.stream?.open || isOver) throw new SlackError("message_not_in_streaming_state");
  return { ...message, stream: message.stream };
}

const startStream: Method = {
  name: "chat.startStream",
  token: "bot",
  scopes,
  rate: tier2,
  run(args, ws, app) {
    const channel = writableChannel(ws, app, args.required("channel"));
    if (channel.kind === "mpim") throw new SlackError("channel_type_not_supported");
    const username = args.text("username");
    if (username !== undefined || args.has("icon_emoji")) requireScope(app, "chat:write.customize");
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
    if (!modes.has(mode)) throw invalidArguments("must be one of: timeline, plan, dense: task_display_mode");
    const message = addMessage(ws, {
      channel: channel.id,
      user: app.botUser,
      text: "",
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(username === undefined ? {} : { username }),
      stream: { open: true, started: ws.clock.now(), mode: mode as Stream["mode"], parts: grown(args, ws, []) },
    });
    limitStream(ws, message);
    return { channel: channel.id, ts: message.ts };
  },
};

const appendStream: Method = {
  name: "chat.appendStream",
  token: "bot",
  scopes,
  rate: tier4,
  run(args, ws, app) {
    if (!args.has("markdown_text") && !args.has("chunks")) throw new SlackError("no_text");
    const message = openStream(args, ws, app);
    const stream = { ...message.stream, parts: grown(args, ws, message.stream.parts) };
    changeMessage(ws, message, { ...message, stream }, true);
    return { channel: message.channel, ts: message.ts };
  },
};

const stopStream: Method = {
  name: "chat.stopStream",
  token: "bot",
  scopes,
  rate: tier2,
  run(args, ws, app) {
    const message = openStream(args, ws, app);
    const stream = { ...message.stream, parts: grown(args, ws, message.stream.parts) };
    const given = args.nested("blocks", "invalid_blocks_format");
    const blocks = given === undefined ? [] : acceptBlocks(given, isUsableFile(ws));
    const metadata = readMetadata(args);
    const finished = closeStream(ws, message, {
      ...message,
      text: streamText(stream),
      blocks,
      stream,
      ...(metadata ? { metadata } : {}),
    });
    const status = args.text("session_status");
    if (status !== undefined) setSessionStatus(ws, app, message.channel, threadOf(message), status);
    return { channel: message.channel, ts: message.ts, message: messageShape(ws, finished) };
  },
};

export const streamMethods: readonly Method[] = [startStream, appendStream, stopStream];
