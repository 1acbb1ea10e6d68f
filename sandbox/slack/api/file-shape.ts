import type { Json, StoredFile } from "../entities.ts";
import type { Workspace } from "../workspace.ts";

/** How a file looks where it is asked for by itself: with the places it was shared to. */
export function fileShape(ws: Workspace, file: StoredFile): Json {
  const shares = { public: {} as Json, private: {} as Json };
  for (const { channel, ts, thread_ts } of file.shares) {
    shares[isPublic(ws, channel) ? "public" : "private"][channel] = [{ ts, ...(thread_ts ? { thread_ts } : {}) }];
  }
  return { ...attachedShape(ws, file), channels: file.shares.map((share) => share.channel), shares };
}

const isPublic = (ws: Workspace, channel: string) => ws.directory.channels.get(channel)?.kind === "public";

/** How it looks as part of a message. */
function attachedShape(ws: Workspace, file: StoredFile): Json {
  const extension = file.name.includes(".") ? (file.name.split(".").pop() ?? "") : "";
  const url = `${ws.baseUrl}/files-pri/${ws.team.id}-${file.id}`;
  // In addresses Slack writes names small and plain.
  const name = file.name.toLowerCase().replace(/[^a-z0-9._-]+/g, "_");
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: extension.toUpperCase(),
    user: file.user,
    user_team: ws.team.id,
    editable: false,
    size: file.size,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: file.shares.some(({ channel }) => isPublic(ws, channel)),
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: `${url}/${name}`,
    url_private_download: `${url}/download/${name}`,
    permalink: `${ws.baseUrl}/files/${file.user}/${file.id}`,
    ...(file.alt ? { alt_txt: file.alt } : {}),
    ...(file.width ? { original_w: file.width, original_h: file.height } : {}),
    is_starred: false,
    has_rich_preview: false,
    file_access: "visible",
  };
}

/** The files of a message; what was deleted leaves a tombstone. */
export function filesShape(ws: Workspace, ids: readonly string[]): Json[] {
  return ids.map((id) => {
    const file = ws.files.get(id);
    return file ? attachedShape(ws, file) : { id, mode: "tombstone" };
  });
}
