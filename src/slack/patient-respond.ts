import { setTimeout as sleep } from "node:timers/promises";
import type { WebClientOptions } from "@slack/web-api";

type Fetch = NonNullable<WebClientOptions["fetch"]>;

const TRIES = 4;
const LONGEST_WAIT_S = 30;

/**
 * Bolt answers commands and clicks by a response_url with one plain request. What Slack asks to send later is sent later
 * here: the person would wait for a word that never comes. Calls of the Web API have their own rules and pass.
 */
export const patientRespond =
  (send: Fetch): Fetch =>
  async (url, init) => {
    const isResponse = new Headers(init?.headers).get("content-type") === "application/json";
    for (let attempt = 1; ; attempt++) {
      const response = await send(url, init);
      if (!isResponse || response.status !== 429 || attempt === TRIES) return response;
      const seconds = Number(response.headers.get("retry-after")) || 1;
      await sleep(Math.min(seconds, LONGEST_WAIT_S) * 1000);
    }
  };
