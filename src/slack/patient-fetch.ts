import { setTimeout as sleep } from "node:timers/promises";
import type { WebClientOptions } from "@slack/web-api";

type Fetch = NonNullable<WebClientOptions["fetch"]>;

/** Of one request, all waits together; then its caller hears of the limit. */
const PATIENCE_MS = 60_000;

/**
 * Sends later what Slack asks to send later: a look-up, and a word to whoever gave a command or pressed a button, who would
 * wait for it in vain. Slack limits each method by itself, so nothing else is held up meanwhile, as it would be where the
 * SDK waits. Each attempt has `timeoutMs`; the SDK's own time limit would take the waits for the work.
 */
export const patientFetch =
  (send: Fetch, timeoutMs: number): Fetch =>
  async (url, init) => {
    for (const until = Date.now() + PATIENCE_MS; ; ) {
      const response = await send(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      const waitMs = (Number(response.headers.get("retry-after")) || 1) * 1_000;
      if (response.status !== 429 || Date.now() + waitMs > until) return response;
      await response.text();
      await sleep(waitMs);
    }
  };
