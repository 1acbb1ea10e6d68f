import { randomBytes } from "node:crypto";
import { changeMessage } from "../acts/messages.ts";
import { completeLater, type Sharing, shareLater } from "../acts/share.ts";
import type { InstalledApp } from "../apps.ts";
import { acceptBlocks } from "../blocks/accept.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { StoredFile } from "../entities.ts";
import { limits } from "../limits.ts";
import { tier3, tier4 } from "../rates.ts";
import { invalidArguments, SlackError } from "../slack-error.ts";
import { canSee, type Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { checkThread, isUsableFile, joinedChannel } from "./conversation-access.ts";
import { fileShape } from "./file-shape.ts";
import type { Method } from "./method.ts";
import { mimeOf } from "./mime.ts";
import { page } from "./paging.ts";

const getUploadUrl: Method = {
  name: "files.getUploadURLExternal",
  token: "bot",
  scopes: ["files:write"],
  rate: tier4,
  run(args, ws, app) {
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

const completeUpload: Method = {
  name: "files.completeUploadExternal",
  token: "bot",
  scopes: ["files:write"],
  rate: tier4,
  run(args, ws, app) {
    const given = args.nested("files");
    if (!Array.isArray(given) || given.length === 0) throw invalidArguments("missing required field: files");
    const files = given.map((one: unknown) => {
      const id = isRecord(one) ? String(one.id) : "";
      const file = ws.files.get(id);
      if (file?.user !== app.botUser || file.state !== "uploaded" || file.sharing) {
        throw new SlackError("file_not_found");
      }
      return { ...file, title: isRecord(one) && typeof one.title === "string" ? one.title : file.title };
    });
    const target = shareTarget(args, ws, app);
    if (target) shareLater(ws, files, target);
    else for (const file of files) completeLater(ws, file);
    return { files: files.map((file) => fileShape(ws, file)) };
  },
};

function shareTarget(args: Args, ws: Workspace, app: InstalledApp): Sharing | undefined {
  const id = args.text("channel_id") ?? args.text("channels");
  if (id === undefined) return undefined;
  const channel = joinedChannel(ws, app, id);
  const threadTs = args.text("thread_ts");
  if (threadTs !== undefined) checkThread(ws, channel, threadTs);
  const text = args.text("initial_comment") ?? "";
  const blocks = args.nested("blocks", "invalid_blocks_format");
  return {
    user: app.botUser,
    channel: channel.id,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    text,
    // With a comment the blocks are ignored.
    blocks: text === "" && blocks !== undefined ? acceptBlocks(blocks, isUsableFile(ws)) : [],
  };
}

/** Whether this app may know of a file: its own, or shared where its bot user is. */
export function canSeeFile(ws: Workspace, app: InstalledApp, file: StoredFile): boolean {
  if (file.user === app.botUser) return true;
  const bot = ws.directory.people.get(app.botUser);
  return file.shares.some(({ channel }) => {
    const place = ws.directory.channels.get(channel);
    return place !== undefined && bot !== undefined && canSee(place, bot);
  });
}

function knownFile(args: Args, ws: Workspace, app: InstalledApp): StoredFile {
  const file = ws.files.get(args.required("file"));
  if (!file || !canSeeFile(ws, app, file)) throw new SlackError("file_not_found");
  return file;
}

const info: Method = {
  name: "files.info",
  token: "bot",
  scopes: ["files:read"],
  rate: tier4,
  run: (args, ws, app) => ({ file: fileShape(ws, knownFile(args, ws, app)), comments: [] }),
};

const list: Method = {
  name: "files.list",
  token: "bot",
  scopes: ["files:read"],
  rate: tier3,
  run(args, ws, app) {
    const channel = args.text("channel");
    const user = args.text("user");
    const found = ws.files
      .all()
      .filter((file) => file.state === "shared" && canSeeFile(ws, app, file))
      .filter((file) => channel === undefined || file.shares.some((share) => share.channel === channel))
      .filter((file) => user === undefined || file.user === user)
      .reverse();
    const { items } = page(args, found, 100, (file) => file.id);
    return { files: items.map((file) => fileShape(ws, file)) };
  },
};

const deleteFile: Method = {
  name: "files.delete",
  token: "bot",
  scopes: ["files:write"],
  rate: tier3,
  run(args, ws, app) {
    const file = knownFile(args, ws, app);
    if (file.user !== app.botUser) throw new SlackError("cant_delete_file");
    ws.files.delete(file.id);
    for (const { channel, ts } of file.shares) {
      const message = ws.messages.get(channel, ts);
      if (message) changeMessage(ws, message, { ...message, files: message.files.filter((id) => id !== file.id) });
    }
    return {};
  },
};

export const fileMethods: readonly Method[] = [getUploadUrl, completeUpload, info, list, deleteFile];
