import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../faults.ts";
import { send, sendJson } from "../http/reply.ts";

/**
 * Plays a fault in the place of a call. Gives the HTTP status that was sent, 0 for none, or null when the call is to
 * be done all the same.
 */
export async function runInto(fault: Fault, response: ServerResponse): Promise<number | null> {
  switch (fault.kind) {
    case "ratelimited":
      sendJson(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(fault.retry_after ?? 1) });
      return 429;
    case "http_500":
      send(response, fault.status ?? 500, "text/plain", "Internal Server Error");
      return fault.status ?? 500;
    case "error":
      sendJson(response, 200, { ok: false, error: fault.error ?? "internal_error" });
      return 200;
    case "hang":
      await sleep(fault.ms ?? 30_000, undefined, { ref: false });
      response.destroy();
      return 0;
    case "slow":
      await sleep(fault.ms ?? 1_000, undefined, { ref: false });
      return null;
    default:
      return null;
  }
}
