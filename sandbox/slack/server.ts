import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { KEEP_ALIVE_MS } from "../keep-alive.ts";
import { serveApi } from "./api/dispatch.ts";
import { servePrivateFile } from "./api/private-file.ts";
import { serveResponseUrl } from "./api/serve-response-url.ts";
import { serveUpload } from "./api/upload.ts";
import { serveControl } from "./control/serve.ts";
import { serveAsset } from "./http/assets.ts";
import { isCrossSite, isLocal } from "./http/origin.ts";
import { send } from "./http/reply.ts";
import type { Workspace } from "./workspace.ts";

export interface Listening {
  port: number;
  /** The port that was asked for, when it was busy and the next free one was taken. */
  steppedFrom: number | null;
  close(): Promise<void>;
}

/** Serves the workspace on the loopback. Port 0 takes any free one; a busy port is stepped over. */
export async function listen(ws: Workspace, wanted: number): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    route(ws, portOf(server), request, response).catch((error: unknown) => {
      process.stderr.write(
        `workspace: ${request.url} failed: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (response.headersSent) response.destroy();
      else send(response, 500, "text/plain", "internal error");
    });
  });
  server.on("upgrade", (request, socket, head) => {
    const isLink = request.url?.startsWith("/link/") ?? false;
    if (!isLink || !isLocal(request, portOf(server))) socket.destroy();
    else if (!ws.apps.all().some((app) => app.socket.upgrade(request, socket, head))) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
    }
  });
  const port = await bind(server, wanted);
  ws.baseUrl = `http://127.0.0.1:${port}`;
  return {
    port,
    steppedFrom: wanted === 0 || port === wanted ? null : wanted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function route(ws: Workspace, port: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLocal(request, port)) {
    send(response, 403, "text/plain", "only for this machine");
    return;
  }
  const url = new URL(request.url ?? "/", ws.baseUrl);
  const path = url.pathname;
  if (path.startsWith("/api/")) await serveApi(ws, path.slice("/api/".length), request, response);
  else if (path.startsWith("/control/")) {
    if (isCrossSite(request)) send(response, 403, "text/plain", "only for this page");
    else await serveControl(ws, url, request, response);
  } else if (path.startsWith("/upload/v1/")) await serveUpload(ws, path, request, response);
  else if (path.startsWith("/response/")) await serveResponseUrl(ws, path, request, response);
  else if (path.startsWith("/files-pri/")) servePrivateFile(ws, path, request, response);
  else serveAsset(path, response);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function bind(server: Server, wanted: number): Promise<number> {
  const last = wanted === 0 ? 0 : wanted + 20;
  for (let port = wanted; ; port += 1) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
          server.off("error", reject);
          resolve();
        });
      });
      return portOf(server);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || port >= last) throw error;
    }
  }
}
