import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { serveApi } from "./api/dispatch.ts";
import { answerResponseUrl } from "./api/response-url.ts";
import { receiveUpload } from "./api/upload.ts";
import { serveControl, serveFile } from "./control/serve.ts";
import { serveAsset } from "./http/assets.ts";
import { parseFields, readBody } from "./http/body.ts";
import { isCrossSite, isLocal } from "./http/origin.ts";
import { send } from "./http/reply.ts";
import { limits } from "./limits.ts";
import type { Workspace } from "./workspace.ts";

export interface Listening {
  port: number;
  /** The port that was asked for, when it was busy and the next free one was taken. */
  steppedFrom: number | null;
  close(): Promise<void>;
}

/** Serves the workspace on the loopback. Port 0 takes any free one; a busy port is stepped over. */
export async function listen(ws: Workspace, wanted: number): Promise<Listening> {
  const server = createServer((request, response) => {
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
    if (isLink && isLocal(request, portOf(server))) ws.socket.upgrade(request, socket, head);
    else socket.destroy();
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
  } else if (path.startsWith("/upload/v1/")) {
    const body = await readBody(request, limits.uploadBytes + 4096);
    const [status, text] = receiveUpload(ws, path, request.headers["content-type"] ?? "", body);
    send(response, status, "text/plain", text);
  } else if (path.startsWith("/response/")) {
    const body = await readBody(request, limits.uploadBytes);
    const fields = parseFields(request.headers["content-type"] ?? "", body, new URLSearchParams());
    const [status, text] = fields
      ? answerResponseUrl(ws, path.slice("/response/".length), fields)
      : [400, "invalid_payload"];
    send(response, status as number, "text/plain", text as string);
  } else if (path.startsWith("/files-pri/")) {
    const isBot = request.headers.authorization === `Bearer ${ws.secrets.botToken}`;
    if (isBot) serveFile(ws, /-(F0\w+)/.exec(path)?.[1] ?? "", response);
    else send(response, 403, "text/plain", "a token is needed");
  } else serveAsset(path, response);
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
