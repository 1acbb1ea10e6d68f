import type { IncomingMessage, ServerResponse } from "node:http";
import { callFaults } from "../faults.ts";
import { readBody } from "../http/body.ts";
import { imageSize } from "../http/image-size.ts";
import { send } from "../http/reply.ts";
import { limits } from "../limits.ts";
import type { Workspace } from "../workspace.ts";
import { runInto } from "./run-into.ts";

/** Takes an app's upload; the faults named `upload` hit it. */
export async function serveUpload(ws: Workspace, path: string, request: IncomingMessage, response: ServerResponse) {
  const started = performance.now();
  const body = await readBody(request, limits.uploadBytes + 4096);
  const fault = ws.faults.take("upload", callFaults);
  const refused = fault ? await runInto(fault, response) : null;
  const [status, text] =
    refused === null ? receive(ws, path, request.headers["content-type"] ?? "", body) : [refused, ""];
  ws.journal.add({
    kind: "call",
    method: "upload",
    args: { path: path.split("-")[0], bytes: body.length },
    status,
    response: text,
    ms: Math.round(performance.now() - started),
    ...(fault ? { fault: fault.kind } : {}),
  });
  if (fault?.kind === "drop_reply") response.destroy();
  else if (refused === null) send(response, status, "text/plain", text);
}

/** Multipart with one part, as the SDK sends it, or the bare body. The app reads nothing but the status. */
function receive(ws: Workspace, path: string, contentType: string, body: Buffer): [number, string] {
  const id = path.slice("/upload/v1/".length).split("-")[0] ?? "";
  const file = ws.files.get(id);
  if (file?.state !== "announced") return [404, "unknown upload"];
  const bytes = contentType.startsWith("multipart/form-data") ? firstPart(contentType, body) : body;
  if (!bytes) return [400, "no part in the body"];
  ws.files.write(id, bytes);
  ws.files.put({ ...file, state: "uploaded", size: bytes.length, ...imageSize(bytes) });
  return [200, `OK - ${bytes.length}`];
}

function firstPart(contentType: string, body: Buffer): Buffer | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return undefined;
  const start = body.indexOf("\r\n\r\n", body.indexOf(`--${boundary}`));
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return start < 0 || end < 0 ? undefined : body.subarray(start + 4, end);
}
