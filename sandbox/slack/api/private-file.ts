import type { IncomingMessage, ServerResponse } from "node:http";
import { send } from "../http/reply.ts";
import { sendFile } from "../http/send-file.ts";
import type { Workspace } from "../workspace.ts";
import { canSeeFile } from "./files.ts";
import { hasScope } from "./method.ts";

/**
 * `url_private`: the bytes for an app with files:read that can see the file. Everybody else is sent to the sign-in
 * page, with 302 and then 200, as on Slack: a client that does not look at the type takes that page for the file.
 */
export function servePrivateFile(ws: Workspace, path: string, request: IncomingMessage, response: ServerResponse) {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const owner = ws.apps.byToken(token);
  const file = ws.files.get(/-(F0\w+)/.exec(path)?.[1] ?? "");
  const mayRead = owner?.kind === "bot" && hasScope(owner.app, "files:read");
  if (!mayRead) {
    send(response, 302, "text/html; charset=utf-8", "<!doctype html><title>Sign in</title>", { location: "/" });
  } else if (file?.state !== "shared" || !canSeeFile(ws, owner.app, file)) {
    send(response, 404, "text/html; charset=utf-8", "<!doctype html><title>Not found</title>");
  } else sendFile(response, file, ws.files.read(file.id));
}
