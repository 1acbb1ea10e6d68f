import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { capText } from "../../redaction/clean-text.ts";
import type { Log } from "../log.ts";
import { createChildTransport } from "./child-transport.ts";
import { drainStderr } from "./drain-stderr.ts";
import { createRestartLimit } from "./restart-limit.ts";

export interface ToolProcessTimeouts {
  /** From spawn to the end of the MCP handshake. */
  startMs: number;
  /** A call without an answer for this long is given up. */
  callMs: number;
  /** After a call that timed out the server must answer a ping within this, or it is killed. */
  pingMs: number;
  restartWindowMs: number;
  backoffMs: number;
}

export interface ToolProcessOptions {
  command: string;
  args: string[];
  /** Complete: nothing of this process's own environment reaches the child. */
  env: Record<string, string>;
  log: Log;
  timeouts?: Partial<ToolProcessTimeouts>;
  /** A longer reply, in bytes of its one line of JSON, ends the child. */
  maxReply?: number;
}

/** One connection to one child. A child that ended is never reused. */
export interface Connection {
  client: Client;
  /** True until the child has ended. */
  open: boolean;
  /** Ends the child at once: one stuck in a loop heeds neither the end of its input nor SIGTERM. */
  kill(): void;
}

/** The child cannot be used now; nothing was sent to it. The message is a sentence. */
export class ToolServerUnavailable extends Error {
  override name = "ToolServerUnavailable";
}

export interface ToolProcess {
  timeouts: ToolProcessTimeouts;
  /** The running child, started if it is not. Throws ToolServerUnavailable or the signal's reason. */
  connect(signal?: AbortSignal): Promise<Connection>;
  /** To be called after a call failed: a child that no longer answers is killed, so that the next call starts one. */
  failed(connection: Connection, error: unknown): void;
  close(): Promise<void>;
}

const TIMEOUTS: ToolProcessTimeouts = {
  startMs: 15_000,
  callMs: 60_000,
  pingMs: 2_000,
  restartWindowMs: 60_000,
  backoffMs: 500,
};
const MAX_RESTARTS = 3;
const MAX_REPLY = 32 * 1024 * 1024;

export function createToolProcess(options: ToolProcessOptions): ToolProcess {
  const { log } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const restarts = createRestartLimit(MAX_RESTARTS, timeouts.restartWindowMs, timeouts.backoffMs);
  const stop = new AbortController();
  let current: Promise<Connection> | null = null;
  let startedBefore = false;

  const waitForTurn = async (): Promise<void> => {
    if (startedBefore) {
      const decision = restarts.next(performance.now());
      if (decision.kind === "refuse") {
        const seconds = Math.ceil(decision.forMs / 1000);
        throw new ToolServerUnavailable(
          `The tool server ended ${MAX_RESTARTS + 1} times within ${timeouts.restartWindowMs / 1000} s ` +
            `and is not started again for ${seconds} s. Say that the tools are down and to ask again later.`,
        );
      }
      await sleep(decision.afterMs, undefined, { signal: stop.signal });
    }
    startedBefore = true;
  };

  const start = (): Promise<Connection> => {
    const forget = (): void => {
      if (current === attempt) current = null;
    };
    const ended = (): void => {
      forget();
      if (!stop.signal.aborted) log.warn({}, "the tool server ended");
    };
    const attempt: Promise<Connection> = waitForTurn()
      .then(() => open(options, timeouts.startMs, ended))
      .catch((error: unknown) => {
        forget();
        if (error instanceof ToolServerUnavailable) throw error;
        log.error({ err: error }, "the tool server did not start");
        throw new ToolServerUnavailable("The tool server does not start. Say that the tools are down.");
      });
    return attempt;
  };

  return {
    timeouts,
    async connect(signal) {
      signal?.throwIfAborted();
      if (stop.signal.aborted) throw new ToolServerUnavailable("The bot is shutting down.");
      current ??= start();
      return signal ? orAborted(current, signal) : current;
    },
    failed(connection, error) {
      if (!(error instanceof McpError) || error.code !== ErrorCode.RequestTimeout || !connection.open) return;
      connection.client.ping({ timeout: timeouts.pingMs }).catch(() => {
        if (!connection.open) return;
        log.error({}, "the tool server does not answer and is killed");
        connection.kill();
      });
    },
    async close() {
      stop.abort();
      const connection = await current?.catch(() => null);
      await connection?.client.close();
    },
  };
}

async function open(options: ToolProcessOptions, startMs: number, onEnd: () => void): Promise<Connection> {
  const { log } = options;
  const transport = createChildTransport({ ...options, maxReply: options.maxReply ?? MAX_REPLY });
  if (transport.stderr) drainStderr(transport.stderr as Readable, log);
  const client = new Client({ name: "opsthread", version: "1" });
  let pid: number | null = null;
  const connection: Connection = {
    client,
    open: true,
    kill() {
      if (pid !== null && connection.open) process.kill(pid, "SIGKILL");
    },
  };
  client.onerror = (error) => {
    log.warn({ problem: capText(error.message, 500) }, "tool server connection");
    // The SDK closes politely then, which takes a child that is still writing four seconds.
    if (error.message.startsWith("ReadBuffer exceeded")) connection.kill();
  };
  client.onclose = () => {
    connection.open = false;
    onEnd();
  };
  try {
    await client.connect(transport, { timeout: startMs });
    pid = transport.pid;
    log.info({ pid }, "the tool server started");
    return connection;
  } catch (error) {
    await transport.close();
    throw error;
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", stop));
}
