import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { deserializeMessage, serializeMessage } from "@modelcontextprotocol/sdk/shared/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { createLineReader } from "./line-reader.ts";

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

export interface ChildTransport extends Transport {
  /** Null while it does not run. */
  readonly pid: number | null;
  /** Ends the child and all that it started, at once. */
  kill(): void;
}

/** How long a child may take to end by itself after its input ended, and again after SIGTERM. */
const POLITE_MS = 2_000;

/**
 * MCP over the stdio of a child that gets exactly `env`. The child leads a process group of its own: what it forks ends
 * with it, also where it is killed or crashes, which the SDK's transport leaves running. A reply of more than
 * `maxReply` bytes kills it as soon as that many have come.
 */
export function createChildTransport(options: {
  command: string;
  args: string[];
  env: Record<string, string>;
  maxReply: number;
  onStderr: (stderr: Readable) => void;
}): ChildTransport {
  /** Null before the start and after the end, when its number may be somebody else's. */
  let child: Child | null = null;
  let closed: Promise<unknown> = Promise.resolve();

  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child?.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // All of them have ended.
    }
  };
  const kill = (): void => signalGroup("SIGKILL");

  const transport: ChildTransport = {
    get pid() {
      return child?.pid ?? null;
    },
    kill,
    async start() {
      const { command, args, env } = options;
      const started: Child = spawn(command, args, { env, stdio: ["pipe", "pipe", "pipe"], detached: true });
      await once(started, "spawn");
      child = started;
      closed = once(started, "close");
      const fail = (error: Error): void => transport.onerror?.(error);
      const read = createLineReader(options.maxReply, (line) => {
        try {
          transport.onmessage?.(deserializeMessage(line));
        } catch (error) {
          fail(error as Error);
        }
      });
      started.stdout.on("data", (chunk: Buffer) => {
        if (read(chunk)) return;
        started.stdout.destroy();
        fail(new Error(`a reply of more than ${options.maxReply} bytes`));
        kill();
      });
      for (const stream of [started, started.stdin, started.stdout]) stream.on("error", fail);
      options.onStderr(started.stderr);
      // A grandchild holds the pipes open: without this `close` would wait for it.
      started.once("exit", kill);
      started.once("close", () => {
        child = null;
        transport.onclose?.();
      });
    },
    async send(message) {
      if (!child?.stdin.writable) throw new Error("Not connected");
      if (child.stdin.write(serializeMessage(message))) return;
      // Into a child that has died this moment nothing can be written: what was asked of it ends with it.
      const written = once(child.stdin, "drain").catch(() => closed);
      await Promise.race([written, closed]);
    },
    async close() {
      child?.stdin.end();
      await Promise.race([closed, sleep(POLITE_MS, undefined, { ref: false })]);
      signalGroup("SIGTERM");
      await Promise.race([closed, sleep(POLITE_MS, undefined, { ref: false })]);
      kill();
      await closed;
    },
  };
  return transport;
}
