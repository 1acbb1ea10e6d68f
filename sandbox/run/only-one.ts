import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./errors.ts";

/** Two demos on the same state would disturb each other. Refuses while another one lives; returns how to let go. */
export function claim(dataDir: string): () => void {
  const file = join(dataDir, "demo.pid");
  const other = Number(readIfThere(file));
  if (other && isAlive(other))
    throw new Refusal(
      `The demo is already running as process ${other}. Stop it with Ctrl-C there, or with: kill ${other}`,
    );
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Whether it is a process that runs this program: ids are used again. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = readIfThere(`/proc/${pid}/cmdline`);
  return commandLine === "" || commandLine.includes("sandbox/main.ts");
}
