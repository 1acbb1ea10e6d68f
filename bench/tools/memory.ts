import { readdirSync, readFileSync } from "node:fs";

/** The tool server that keeps its files under this folder; null where none runs or the system does not say. */
export function toolServerUnder(dataDir: string): number | null {
  const holds = (pid: string, file: string, text: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8").includes(text);
    } catch {
      return false;
    }
  };
  try {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const found = pids.find((pid) => holds(pid, "cmdline", "tools/server.ts") && holds(pid, "environ", dataDir));
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

/** What a process holds now and has held at most, in MB; null where the system does not say (it is Linux that does). */
export function memoryOf(pid: number): { now: number; peak: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1_024;
    return { now: mb("VmRSS"), peak: mb("VmHWM") };
  } catch {
    return null;
  }
}
