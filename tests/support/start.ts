import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = join(import.meta.dirname, "..", "..");

export interface Started<Ready> {
  ready: Ready;
  child: ChildProcess;
  /** What it wrote to stderr so far. */
  stderr: () => string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts one of our processes with a complete environment and waits for the JSON line it prints when it is ready. */
export async function startWithReadyLine<Ready>(
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Started<Ready>> {
  const started = startProcess(script, args, env);
  const lines = createInterface({ input: started.child.stdout! });
  const line = await Promise.race([
    once(lines, "line").then(([first]) => String(first)),
    once(started.child, "exit").then(([code]) =>
      Promise.reject(new Error(`${script} ended with ${code}:\n${started.stderr()}`)),
    ),
  ]);
  return { ...started, ready: JSON.parse(line) as Ready };
}

export function startProcess(
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Omit<Started<never>, "ready"> {
  const child = spawn(process.execPath, ["--import", "./guard.mjs", join(ROOT, script), ...args], {
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
