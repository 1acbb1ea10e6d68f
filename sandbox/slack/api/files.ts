import { randomBytes } from "node:crypto";
import { addMessage, changeMessage } from "../acts/messages.ts";
import { acceptBlocks } from "../blocks/accept.ts";
import { isRecord } from "../blocks/is-record.ts";
import { app } from "../cast.ts";
import type { Block, StoredFile } from "../entities.ts";
import { limits } from "../limits.ts";
import { invalidArguments, SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { checkThread, isUsableFile, joinedChannel } from "./conversation-access.ts";
import type { Method } from "./method.ts";
import { mimeOf } from "./mime.ts";
import { fileShape } from "./slack-shapes.ts";

/** Slack shares a completed file a moment after the call has answered; what relies on order must not race it. */
const SHARE_DELAY_MS = 40;

const getUploadUrl: Method = {
  name: "files.getUploadURLExternal",
  token: "bot",
  scopes: ["files:write"],
  run(args, ws) {
    const name = args.required("filename");
    const size = args.number("length", 0);
    if (size <= 0 || size > limits.uploadBytes) throw invalidArguments("length is out of range");
    const file: StoredFile = {
      id: ws.files.newId(),
      name,
      title: name,
      // The SDK says alt_text, the method's page alt_txt.
      alt: args.text("alt_text") ?? args.text("alt_txt") ?? "",
      mimetype: mimeOf(name),
      size,
      user: app.botUser,
      created: Math.floor(ws.clock.now() / 1000),
      state: "announced",
      shares: [],
    };
    ws.files.put(file);
    return { upload_url: `${ws.baseUrl}/upload/v1/${file.id}-${randomBytes(8).toString("hex")}`, file_id: file.id };
  },
};

function share(
  ws: Workspace,
  ids: string[],
  to: { channel: string; thread_ts?: string; text: string; blocks: Block[] },
): void {
  const message = addMessage(ws, { ...to, user: app.botUser, files: ids });
  for (const id of ids) {
    const file = ws.files.get(id);
    if (!file) continue;
    const place = { channel: message.channel, ts: message.ts };
    ws.files.put({
      ...file,
      state: "shared",
      shares: [...file.shares, to.thread_ts ? { ...place, thread_ts: to.thread_ts } : place],
    });
  }
  ws.changes.publish({ type: "message", channel: message.channel, ts: message.ts });
}

const completeUpload: Method = {
  name: "files.completeUploadExternal",
  token: "bot",
  scopes: ["files:write"],
  run(args, ws) {
    const given = args.nested("files");
    if (!Array.isArray(given) || given.length === 0) throw invalidArguments("missing required field: files");
    const files = given.map((one: unknown) => {
      const id = isRecord(one) ? String(one.id) : "";
      const file = ws.files.get(id);
      if (file?.state !== "uploaded") throw new SlackError("file_not_found");
      return { ...file, title: isRecord(one) && typeof one.title === "string" ? one.title : file.title };
    });
    const target = shareTarget(args, ws);
    for (const file of files) ws.files.put({ ...file, state: target ? "uploaded" : "shared" });
    if (target) {
      const ids = files.map((file) => file.id);
      ws.moments.after(`share:${ids.join()}`, SHARE_DELAY_MS, () => share(ws, ids, target));
    }
    return { files: files.map((file) => fileShape(ws, file)) };
  },
};

function shareTarget(args: Args, ws: Workspace) {
  const id = args.text("channel_id") ?? args.text("channels");
  if (id === undefined) return undefined;
  const channel = joinedChannel(ws, id);
  const threadTs = args.text("thread_ts");
  if (threadTs !== undefined) checkThread(ws, channel, threadTs);
  const text = args.text("initial_comment") ?? "";
  const blocks = args.nested("blocks", "invalid_blocks_format");
  return {
    channel: channel.id,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    text,
    // With a comment the blocks are ignored.
    blocks: text === "" && blocks !== undefined ? acceptBlocks(blocks, isUsableFile(ws)) : [],
  };
}

function knownFile(args: Args, ws: Workspace): StoredFile {
  const file = ws.files.get(args.required("file"));
  if (!file) throw new SlackError("file_not_found");
  return file;
}

const info: Method = {
  name: "files.info",
  token: "bot",
  scopes: ["files:read"],
  run: (args, ws) => ({ file: fileShape(ws, knownFile(args, ws)), comments: [] }),
};

const deleteFile: Method = {
  name: "files.delete",
  token: "bot",
  scopes: ["files:write"],
  run(args, ws) {
    const file = knownFile(args, ws);
    ws.files.delete(file.id);
    for (const { channel, ts } of file.shares) {
      const message = ws.messages.get(channel, ts);
      if (message) changeMessage(ws, message, { ...message, files: message.files.filter((id) => id !== file.id) });
    }
    return {};
  },
};

export const fileMethods: readonly Method[] = [getUploadUrl, completeUpload, info, deleteFile];
