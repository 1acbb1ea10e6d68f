/** Ends its process when a query outlasts its limit, even when the bot that asked is gone. */
import { parentPort } from "node:worker_threads";

let timer: NodeJS.Timeout | undefined;
parentPort?.on("message", (limitMs: number | null) => {
  clearTimeout(timer);
  if (limitMs !== null) timer = setTimeout(() => process.kill(process.pid, "SIGKILL"), limitMs);
});
