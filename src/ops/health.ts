import { createServer, type Server } from "node:http";

export interface Health {
  port: number;
  close(): Promise<void>;
}

/** `GET /healthz`: 200 while every check holds, else 503 with the names of those that do not. Nothing else is served. */
export async function serveHealth(port: number, checks: Record<string, () => boolean>): Promise<Health> {
  const server: Server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/healthz") {
      response.writeHead(404).end();
      return;
    }
    const failing = Object.entries(checks).flatMap(([name, holds]) => (holds() ? [] : [name]));
    response.writeHead(failing.length === 0 ? 200 : 503, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: failing.length === 0, failing }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
