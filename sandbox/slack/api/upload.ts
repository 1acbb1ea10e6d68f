import type { Workspace } from "../workspace.ts";

/**
 * Takes the bytes for an upload URL: multipart with one part, as the SDK sends them, or the bare body.
 * Returns the HTTP answer; the app reads nothing but its status.
 */
export function receiveUpload(ws: Workspace, path: string, contentType: string, body: Buffer): [number, string] {
  const id = path.slice("/upload/v1/".length).split("-")[0] ?? "";
  const file = ws.files.get(id);
  if (file?.state !== "announced") return [404, "unknown upload"];
  const bytes = contentType.startsWith("multipart/form-data") ? firstPart(contentType, body) : body;
  if (!bytes) return [400, "no part in the body"];
  ws.files.write(id, bytes);
  ws.files.put({ ...file, state: "uploaded", size: bytes.length, ...pngSize(bytes) });
  return [200, `OK - ${bytes.length}`];
}

function firstPart(contentType: string, body: Buffer): Buffer | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return undefined;
  const start = body.indexOf("\r\n\r\n", body.indexOf(`--${boundary}`));
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return start < 0 || end < 0 ? undefined : body.subarray(start + 4, end);
}

/** Width and height from a PNG's header, so that a page can keep the place before the picture is there. */
function pngSize(bytes: Buffer): { width?: number; height?: number } {
  const isPng = bytes.length > 24 && bytes.subarray(1, 4).toString("latin1") === "PNG";
  return isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : {};
}
