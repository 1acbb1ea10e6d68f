import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import type { Log } from "../log.ts";
import { createRestartLimit } from "./restart-limit.ts";

export interface ToolServerTimeouts {
  /** From the start of the server, or the first request to it, to the end of the MCP handshake. */
  startMs: number;
  /** A call without an answer for this long is given up. */
  callMs: number;
  /** After a call that timed out the server must answer a ping within this, or it is killed. */
  pingMs: number;
  restartWindowMs: number;
  backoffMs: number;
}

/** One connection to one server. One that ended is never reused. */
export interface Connection {
  client: Client;
  /** True until the connection has ended. */
  open: boolean;
  /** Ends it at once: a child stuck in a loop heeds neither the end of its input nor SIGTERM. */
  kill(): void;
}

/** The server cannot be used now; nothing was sent to it. The message is a sentence. */
export class ToolServerUnavailable extends Error {
  override name = "ToolServerUnavailable";
}

export interface ToolServer {
  timeouts: ToolServerTimeouts;
  /** The open connection, made if there is none. Throws ToolServerUnavailable or the signal's reason. */
  connect(signal?: AbortSignal): Promise<Connection>;
  /** To be called after a call failed: a server that no longer answers is let go, so that the next call connects anew. */
  failed(connection: Connection, error: unknown): void;
  close(): Promise<void>;
}

export interface Opening {
  startMs: number;
  /** To be called when the connection ends, for whatever reason. */
  onEnd: () => void;
  /** Nobody wants it any more. */
  signal: AbortSignal;
}

export interface ToolServerOptions {
  /** What a model reads of it, at the start of a sentence. */
  name: string;
  /** What a model is to do while it is down. */
  advice: string;
  /** Opens one connection. */
  open(how: Opening): Promise<Connection>;
  log: Log;
  timeouts?: Partial<ToolServerTimeouts>;
}

const TIMEOUTS: ToolServerTimeouts = {
  startMs: 30_000,
  callMs: 60_000,
  pingMs: 2_000,
  restartWindowMs: 60_000,
  backoffMs: 500,
};
const MAX_RESTARTS = 3;

/** Keeps one connection to a server: made at the first use and again after it ended, but not without pause or end. */
export function createToolServer(options: ToolServerOptions): ToolServer {
  const { name, advice, log } = options;
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
          `${name} ended ${MAX_RESTARTS + 1} times within ${timeouts.restartWindowMs / 1000} s ` +
            `and is not started again for ${seconds} s. ${advice}`,
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
      .then(() => options.open({ startMs: timeouts.startMs, onEnd: ended, signal: stop.signal }))
      .catch((error: unknown) => {
        forget();
        if (error instanceof ToolServerUnavailable) throw error;
        log.error({ err: error }, "the tool server did not start");
        throw new ToolServerUnavailable(`${name} does not start. ${advice}`);
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

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", stop));
}
