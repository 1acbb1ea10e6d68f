import { createServer, type Server, type ServerResponse } from "node:http";

export interface StatusServer {
  port: number;
  close(): Promise<void>;
}

/** Holds when it gives null, else a few words on what is wrong. What throws or takes longer than two seconds fails. */
export type Check = () => string | null | Promise<string | null>;

export interface StatusParts {
  /** `GET /healthz`: the process is worth keeping. When it fails, the supervisor should start afresh. */
  alive: Record<string, Check>;
  /** `GET /readyz`: a question asked now would be answered. */
  ready: Record<string, Check>;
  /** `GET /metrics`. */
  metrics: { contentType: string; text(): Promise<string> };
}

const CHECK_MS = 2_000;

/** 200 while every check holds, else 503; the body names what does not hold and why. Nothing else is served. */
export async function serveStatus(port: number, parts: StatusParts): Promise<StatusServer> {
  const routes: Record<string, (response: ServerResponse) => Promise<void>> = {
    "/healthz": (response) => answer(response, parts.alive),
    "/readyz": (response) => answer(response, parts.ready),
    "/metrics": async (response) => {
      const text = await parts.metrics.text();
      response.writeHead(200, { "content-type": parts.metrics.contentType }).end(text);
    },
  };
  const server: Server = createServer((request, response) => {
    const route = request.method === "GET" ? routes[request.url ?? ""] : undefined;
    if (!route) return void response.writeHead(404).end();
    route(response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(response: ServerResponse, checks: Record<string, Check>): Promise<void> {
  const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await held(check)]));
  const failing = Object.fromEntries(results.filter(([, problem]) => problem !== null));
  const ok = Object.keys(failing).length === 0;
  response.writeHead(ok ? 200 : 503, { "content-type": "application/json" });
  response.end(JSON.stringify({ ok, failing }));
}

async function held(check: Check): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_MS / 1_000} s`), CHECK_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}
