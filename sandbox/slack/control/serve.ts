import type { IncomingMessage, ServerResponse } from "node:http";
import { ActError } from "../acts/act-error.ts";
import { actor } from "../acts/persona.ts";
import { upload } from "../acts/upload.ts";
import { parseFields, readBody } from "../http/body.ts";
import { send, sendJson } from "../http/reply.ts";
import { sendFile } from "../http/send-file.ts";
import { limits } from "../limits.ts";
import type { Workspace } from "../workspace.ts";
import { actRoutes } from "./acts.ts";
import { faultRoutes } from "./faults.ts";
import { serveFeed } from "./feed.ts";
import { peopleRoutes } from "./people.ts";
import { readRoutes } from "./reads.ts";
import { type ControlRoute, createGiven } from "./route.ts";

const routes: Record<string, ControlRoute> = { ...readRoutes, ...actRoutes, ...peopleRoutes, ...faultRoutes };
const MAX_BODY = 1024 * 1024;

/** Everything under /control/: what the page, the CLI and tests use, apart from Slack's own API. */
export async function serveControl(ws: Workspace, url: URL, request: IncomingMessage, response: ServerResponse) {
  try {
    if (url.pathname === "/control/events") {
      const user = url.searchParams.get("user");
      serveFeed(ws, user ? actor(ws, user) : undefined, request, response);
      return;
    }
    if (url.pathname.startsWith("/control/file/")) {
      serveFile(ws, url.pathname.slice("/control/file/".length), response);
      return;
    }
    if (request.method === "POST" && url.pathname === "/control/upload") {
      await takeUpload(ws, url, request, response);
      return;
    }
    const route = routes[`${request.method} ${url.pathname}`];
    if (!route) throw new ActError("unknown_route", `${request.method} ${url.pathname} is not here`);
    const isPost = request.method === "POST";
    const contentType = request.headers["content-type"] ?? "";
    // A form of another site could send anything else without asking first.
    if (isPost && !contentType.startsWith("application/json")) throw new ActError("not_json", "send application/json");
    const fields = parseFields(
      contentType,
      isPost ? await readBody(request, MAX_BODY) : Buffer.alloc(0),
      url.searchParams,
    );
    if (!fields) throw new ActError("not_json", "the body is not a JSON object");
    sendJson(response, 200, { ok: true, ...(await route(createGiven(fields), ws)) }, { "cache-control": "no-store" });
  } catch (error) {
    if (!(error instanceof ActError)) throw error;
    sendJson(response, error.code === "unknown_route" ? 404 : 400, {
      ok: false,
      error: error.code,
      message: error.message,
    });
  }
}

/**
 * `POST /control/upload?user=&name=` with the bytes as `application/octet-stream`: a type that no form and no plain
 * request of another site can send. Gives the `file` to name in `files` of a post.
 */
async function takeUpload(ws: Workspace, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const query = createGiven(Object.fromEntries(url.searchParams));
  const person = actor(ws, query.text("user"));
  if (!request.headers["content-type"]?.startsWith("application/octet-stream")) {
    throw new ActError("not_bytes", "send application/octet-stream");
  }
  const bytes = await readBody(request, limits.uploadBytes);
  const file = upload(ws, person, query.text("name"), bytes, query.optional("title"));
  sendJson(response, 200, { ok: true, file: file.id });
}

/** A file for the page, once it is somewhere to be seen. */
function serveFile(ws: Workspace, id: string, response: ServerResponse): void {
  const file = ws.files.get(id);
  if (file?.state === "shared") sendFile(response, file, ws.files.read(id));
  else send(response, 404, "text/plain", "no such file");
}
