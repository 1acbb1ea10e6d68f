import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  CallToolResultSchema,
  ErrorCode,
  McpError,
  ToolListChangedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { redactDeep } from "../../../redaction/redact.ts";
import type { Log } from "../../log.ts";
import type { ToolDescriptor, ToolOutcome } from "../../ports/tools.ts";
import { listAll } from "../list-tools.ts";
import { openChild } from "../tool-process.ts";
import { type Connection, createToolServer, type ToolServerTimeouts, ToolServerUnavailable } from "../tool-server.ts";
import { furtherOutcome } from "./further-outcome.ts";
import { openHttp } from "./http-connection.ts";
import { type AllowList, type Offer, offerTools } from "./offered-tools.ts";
import { safeText } from "./safe-text.ts";

export interface FurtherServerOptions extends AllowList {
  at:
    | { kind: "command"; command: string; args: string[]; env: Record<string, string> }
    | { kind: "url"; url: string; headers: Record<string, string> };
  log: Log;
  timeouts?: Partial<ToolServerTimeouts>;
  maxReply?: number;
}

/** One MCP server beside our own, as far as its allow-list goes. Failed calls are outcomes. */
export interface FurtherServer {
  name: string;
  /** What it offers, as last heard: a server that went away keeps its tools, which then say so. Throws before the first answer. */
  tools(): Promise<ToolDescriptor[]>;
  call(name: string, args: object, signal: AbortSignal): Promise<ToolOutcome>;
  close(): Promise<void>;
}

const CALL_MS = 45_000;
const MAX_REPLY = 8 * 1024 * 1024;

export function createFurtherServer(options: FurtherServerOptions): FurtherServer {
  const { name, at, log } = options;
  const maxReply = options.maxReply ?? MAX_REPLY;
  const server = createToolServer({
    name: `The MCP server ${name}`,
    advice: "Say that it cannot be asked now, and answer without it.",
    open: (how) =>
      at.kind === "command" ? openChild({ ...at, log, maxReply }, how) : openHttp({ ...at, log, maxReply }, how),
    log,
    timeouts: { callMs: CALL_MS, ...options.timeouts },
  });
  const offers = new WeakMap<Connection, Promise<Offer>>();
  let lastOffer: Offer | null = null;

  const offerOf = (connection: Connection): Promise<Offer> => {
    const known = offers.get(connection);
    if (known) return known;
    connection.client.setNotificationHandler(ToolListChangedNotificationSchema, () => void offers.delete(connection));
    const asked = askFor(connection.client).catch((error: unknown) => {
      offers.delete(connection);
      server.failed(connection, error);
      throw error;
    });
    offers.set(connection, asked);
    return asked;
  };
  const askFor = async (client: Client): Promise<Offer> => {
    const offer = offerTools(options, await listAll(client, server.timeouts.callMs));
    lastOffer = offer;
    const offered = offer.tools.map(({ original }) => original);
    if (offer.left.length > 0) log.warn({ offered, left: offer.left }, "tools of an MCP server cannot be offered");
    else log.info({ offered }, "an MCP server is ready");
    return offer;
  };
  const descriptors = (offer: Offer) => offer.tools.map(({ descriptor }) => descriptor);

  /** A session that the server forgot, as after its restart, was not answered: the call may go out once more. */
  const send = async (tool: string, args: object, signal: AbortSignal, again: boolean): Promise<ToolOutcome> => {
    const connection = await server.connect(signal);
    try {
      const offered = (await offerOf(connection)).tools.find(({ descriptor }) => descriptor.name === tool);
      if (!offered) return gone(name, tool);
      const params = { name: offered.original, arguments: redactDeep({ ...args }) };
      const timeout = server.timeouts.callMs;
      const result = await connection.client.request({ method: "tools/call", params }, CallToolResultSchema, {
        timeout,
        signal,
      });
      return furtherOutcome(name, tool, result);
    } catch (error) {
      if (signal.aborted) throw error;
      server.failed(connection, error);
      if (!(error instanceof McpError)) connection.kill();
      if (again && error instanceof StreamableHTTPError && (error.code === 404 || error.code === 400))
        return send(tool, args, signal, false);
      throw error;
    }
  };

  return {
    name,
    async tools() {
      try {
        return descriptors(await offerOf(await server.connect()));
      } catch (error) {
        if (lastOffer) return descriptors(lastOffer);
        throw error;
      }
    },
    async call(tool, args, signal) {
      try {
        return await send(tool, args, signal, true);
      } catch (error) {
        if (signal.aborted) return { kind: "error", code: "stopped", text: `${tool} was stopped before it answered.` };
        log.warn({ err: error, tool }, "a call to an MCP server failed");
        return { kind: "error", code: "unavailable", text: wordOf(name, tool, error, server.timeouts.callMs) };
      }
    },
    close: () => server.close(),
  };
}

function gone(server: string, tool: string): ToolOutcome {
  const text = `The MCP server ${server} does not offer ${tool} (any more). Answer without it, and say so.`;
  return { kind: "error", code: "not_found", text };
}

function wordOf(server: string, tool: string, error: unknown, callMs: number): string {
  if (error instanceof ToolServerUnavailable) return error.message;
  const advice = "Say that it cannot be asked now, and answer without it.";
  const code = error instanceof McpError ? error.code : null;
  if (code === ErrorCode.RequestTimeout)
    return `The MCP server ${server} gave no answer to ${tool} within ${callMs / 1000} s. ${advice}`;
  if (code === ErrorCode.InvalidParams)
    return `The MCP server ${server} refused the arguments of ${tool}: ${safeText((error as Error).message, 500)}`;
  if (code !== null && code !== ErrorCode.ConnectionClosed)
    return `The MCP server ${server} answered ${tool} with an error: ${safeText((error as Error).message, 500)}`;
  return `The MCP server ${server} ended while ${tool} was running, so there is no result. ${advice}`;
}
