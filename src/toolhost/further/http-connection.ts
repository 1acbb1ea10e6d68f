import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { capText } from "../../../redaction/clean-text.ts";
import type { Log } from "../../log.ts";
import type { Connection, Opening } from "../tool-server.ts";

interface HttpServerOptions {
  url: string;
  headers: Record<string, string>;
  log: Log;
  /** A longer answer, in bytes after decompression, ends the session. */
  maxReply: number;
}

/** Opens a session over streamable HTTP. Headers go to the one address that was named: no redirect is followed. */
export async function openHttp(options: HttpServerOptions, { startMs, onEnd, signal }: Opening): Promise<Connection> {
  const { url, headers, log, maxReply } = options;
  const client = new Client({ name: "opsthread", version: "1" });
  const connection: Connection = {
    client,
    open: true,
    kill() {
      if (connection.open) void transport.close();
    },
  };
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers, redirect: "error" },
    // A broken answer leaves its request without one, so the session ends: its calls fail now and not at the time limit.
    fetch: watched(maxReply, () => connection.kill()),
  });
  client.onerror = (error) => log.debug({ problem: capText(error.message, 500) }, "MCP server connection");
  client.onclose = () => {
    if (!connection.open) return;
    connection.open = false;
    onEnd();
  };
  try {
    await client.connect(transport, { timeout: startMs, signal });
    return connection;
  } catch (error) {
    await transport.close();
    throw error;
  }
}

/** A fetch that counts the bytes of the answers to messages. GET is the stream of notices, which may go on for days. */
function watched(maxReply: number, broken: () => void): (url: string | URL, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: "error" });
    if (response.body === null || init?.method !== "POST") return response;
    return new Response(ReadableStream.from(counted(response.body, maxReply, broken)), response);
  };
}

async function* counted(body: AsyncIterable<Uint8Array>, most: number, broken: () => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > most) throw new Error(`an answer of more than ${most} bytes`);
      yield chunk;
    }
  } catch (error) {
    broken();
    throw error;
  }
}
