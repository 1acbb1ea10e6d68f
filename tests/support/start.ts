import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { nodeArgs } from "./node-args.ts";

const ROOT = join(import.meta.dirname, "..", "..");

export interface Started {
  child: ChildProcess;
  /** What it wrote to stderr so far. */
  stderr: () => string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts one of our processes with a complete environment, and `flags` for Node. */
export function startProcess(
  script: string,
  args: string[],
  env: Record<string, string> = {},
  flags: string[] = [],
): Started {
  const child = spawn(process.execPath, [...flags, ...nodeArgs(join(ROOT, script), ...args)], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return {
    child,
    stderr: () => stderr,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}
