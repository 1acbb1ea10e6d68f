import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { createWiki, type Wiki } from "./wiki.ts";

export interface WikiOverHttp {
  url: string;
  sessions: Map<string, { transport: StreamableHTTPServerTransport; wiki: Wiki }>;
  /** What was asked: method and the header of the session's secret. */
  seen: string[];
  /** Answers everything by this instead, or by the wiki again where null. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  stop(): Promise<void>;
}

/** The wiki over streamable HTTP with sessions, as the specification's servers do it. */
export async function startWikiOverHttp(port = 0): Promise<WikiOverHttp> {
  const sessions: WikiOverHttp["sessions"] = new Map();
  const server = createServer(async (request, response) => {
    own.seen.push(`${request.method} ${request.url}`);
    if (own.instead) return own.instead(request, response);
    const id = request.headers["mcp-session-id"];
    if (typeof id === "string" && !sessions.has(id)) return void response.writeHead(404).end("Session not found");
    if (typeof id === "string") return await sessions.get(id)!.transport.handleRequest(request, response);
    const wiki = createWiki(() => request.headers["x-wiki-key"] ?? null);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (session) => void sessions.set(session, { transport, wiki }),
    });
    await wiki.server.connect(transport as Transport);
    await transport.handleRequest(request, response);
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const own: WikiOverHttp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    sessions,
    seen: [],
    instead: null,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return own;
}
