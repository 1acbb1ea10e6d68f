import type { Json, StoredFile } from "../entities.ts";
import type { Workspace } from "../workspace.ts";

/** How a file looks in Slack's API. */
export function fileShape(ws: Workspace, file: StoredFile): Json {
  const extension = file.name.includes(".") ? (file.name.split(".").pop() ?? "") : "";
  const url = `${ws.baseUrl}/files-pri/${ws.team.id}-${file.id}`;
  // In addresses Slack writes names small and plain.
  const name = file.name.toLowerCase().replace(/[^a-z0-9._-]+/g, "_");
  const shares = { public: {} as Json, private: {} as Json };
  for (const { channel, ts, thread_ts } of file.shares) {
    const isPublic = ws.directory.channels.get(channel)?.kind === "public";
    shares[isPublic ? "public" : "private"][channel] = [{ ts, ...(thread_ts ? { thread_ts } : {}) }];
  }
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    user: file.user,
    user_team: ws.team.id,
    size: file.size,
    mode: "hosted",
    is_external: false,
    is_public: Object.keys(shares.public).length > 0,
    url_private: `${url}/${name}`,
    url_private_download: `${url}/download/${name}`,
    permalink: `${ws.baseUrl}/files/${file.user}/${file.id}`,
    ...(file.alt ? { alt_txt: file.alt } : {}),
    ...(file.width ? { original_w: file.width, original_h: file.height } : {}),
    channels: file.shares.map((share) => share.channel),
    shares,
  };
}

/** The files of a message; what was deleted leaves a tombstone. */
export function filesShape(ws: Workspace, ids: readonly string[]): Json[] {
  return ids.map((id) => {
    const file = ws.files.get(id);
    return file ? fileShape(ws, file) : { id, mode: "tombstone" };
  });
}
