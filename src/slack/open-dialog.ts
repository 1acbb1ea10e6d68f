import { setTimeout as sleep } from "node:timers/promises";
import type { ModalView } from "@slack/types";
import { WebAPIRateLimitedError, type WebClient } from "@slack/web-api";

/** Slack forgets a press after three seconds; what was looked up before the dialog takes some of them. */
const PRESS_LIVES_MS = 2_500;

/** Opens a dialog for a press, on which it stands by its trigger. Throws where Slack would not have it in time. */
export type OpenDialog = (triggerId: string, view: ModalView) => Promise<void>;

/** Waits exactly as long as Slack asks to, while the press is still good: the SDK's own retry comes after it is forgotten. */
export function createOpenDialog(client: WebClient): OpenDialog {
  return async (triggerId, view) => {
    for (const until = Date.now() + PRESS_LIVES_MS; ; ) {
      try {
        return void (await client.views.open({ trigger_id: triggerId, view }));
      } catch (error) {
        const waitMs = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : Number.POSITIVE_INFINITY;
        if (Date.now() + waitMs > until) throw error;
        await sleep(waitMs);
      }
    }
  };
}
