import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { capText } from "../../redaction/clean-text.ts";
import type { Log } from "../log.ts";
import { createChildTransport } from "./child-transport.ts";
import { drainStderr } from "./drain-stderr.ts";
import {
  type Connection,
  createToolServer,
  type Opening,
  type ToolServer,
  type ToolServerTimeouts,
} from "./tool-server.ts";

export interface ToolProcessOptions {
  command: string;
  args: string[];
  /** Complete: nothing of this process's own environment reaches the child. */
  env: Record<string, string>;
  log: Log;
  timeouts?: Partial<ToolServerTimeouts>;
  /** A longer reply, in bytes of its one line of JSON, ends the child. */
  maxReply?: number;
}

const MAX_REPLY = 32 * 1024 * 1024;

/** A tool server of ours as a child over stdio. */
export function createToolProcess(options: ToolProcessOptions): ToolServer {
  return createToolServer({
    name: "The tool server",
    advice: "Say that the tools are down.",
    open: (how) => openChild(options, how),
    log: options.log,
    ...(options.timeouts ? { timeouts: options.timeouts } : {}),
  });
}

/** Starts the child and shakes hands with it. */
export async function openChild(
  options: Omit<ToolProcessOptions, "timeouts">,
  { startMs, onEnd, signal }: Opening,
): Promise<Connection> {
  const { log } = options;
  const transport = createChildTransport({
    ...options,
    maxReply: options.maxReply ?? MAX_REPLY,
    onStderr: (stderr) => drainStderr(stderr, log),
  });
  const client = new Client({ name: "opsthread", version: "1" });
  const connection: Connection = {
    client,
    open: true,
    kill: () => transport.kill(),
  };
  client.onerror = (error) => log.warn({ problem: capText(error.message, 500) }, "tool server connection");
  client.onclose = () => {
    connection.open = false;
    onEnd();
  };
  try {
    await client.connect(transport, { timeout: startMs, signal });
    log.info({ pid: transport.pid }, "the tool server started");
    return connection;
  } catch (error) {
    await transport.close();
    throw error;
  }
}
