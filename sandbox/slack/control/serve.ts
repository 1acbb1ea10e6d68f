import type { IncomingMessage, ServerResponse } from "node:http";
import { ActError } from "../acts/act-error.ts";
import { actor } from "../acts/persona.ts";
import { parseFields, readBody } from "../http/body.ts";
import { send, sendJson } from "../http/reply.ts";
import type { Workspace } from "../workspace.ts";
import { actRoutes } from "./acts.ts";
import { faultRoutes } from "./faults.ts";
import { serveFeed } from "./feed.ts";
import { readRoutes } from "./reads.ts";
import { type ControlRoute, createGiven } from "./route.ts";

const routes: Record<string, ControlRoute> = { ...readRoutes, ...actRoutes, ...faultRoutes };
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

/** A file for the page. Nothing in it may run: it came from outside. */
export function serveFile(ws: Workspace, id: string, response: ServerResponse): void {
  const file = ws.files.get(id);
  if (!file || file.state === "announced") {
    send(response, 404, "text/plain", "no such file");
    return;
  }
  const shownInPlace = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype);
  send(response, 200, file.mimetype, ws.files.read(id), {
    "content-security-policy": "sandbox; default-src 'none'",
    "content-disposition": `${shownInPlace ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "cache-control": "private, max-age=31536000, immutable",
  });
}
