import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { RequestId } from "@modelcontextprotocol/sdk/types.js";

export interface Bridge {
  url: string;
  close(): Promise<void>;
}

/** The conformance suite speaks HTTP only: each session gets a stdio server of its own, and messages pass untouched. */
export async function httpBridge(command: string, args: string[], env: Record<string, string>): Promise<Bridge> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const children: StdioClientTransport[] = [];

  async function open(): Promise<StreamableHTTPServerTransport> {
    const child = new StdioClientTransport({ command, args, env, stderr: "ignore" });
    const outside = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, outside),
    });
    // The SDK declares the callbacks of this one as possibly undefined, its interface as absent.
    const http = outside as Transport;
    http.onmessage = (message) => void child.send(message);
    child.onmessage = (message) => {
      const answered = "id" in message && !("method" in message) ? (message.id as RequestId) : undefined;
      void http.send(message, answered === undefined ? {} : { relatedRequestId: answered });
    };
    await child.start();
    await http.start();
    children.push(child);
    return outside;
  }

  const server = createServer(async (request, response) => {
    const id = request.headers["mcp-session-id"];
    const known = typeof id === "string" ? sessions.get(id) : undefined;
    const session = known ?? (await open());
    await session.handleRequest(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    async close() {
      await Promise.all(children.map((child) => child.close()));
      server.closeAllConnections();
      server.close();
    },
  };
}
