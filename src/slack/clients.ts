import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Log } from "../log.ts";
import { boltLogger } from "./bolt-logger.ts";
import { patientFetch } from "./patient-fetch.ts";
import { withoutUnfurl } from "./without-unfurl.ts";

/** A call that hangs must not hold a turn. */
const TIMEOUT_MS = 10_000;
/** An append that hangs is sent again with what has come since. */
const STREAM_TIMEOUT_MS = 6_000;
/** A press is forgotten by then. */
const DIALOG_TIMEOUT_MS = 3_000;

/**
 * Several Web API clients with one token, because Slack's client has one queue, which a rate limit pauses and slow
 * calls fill, and because a retry is only right for a call that may be repeated. The sockets have their own.
 */
export function createClients(deps: { botToken: string; apiUrl: string | undefined; log: Log }) {
  const options = (rest: WebClientOptions): WebClientOptions => ({
    timeout: TIMEOUT_MS,
    fetch: withoutUnfurl(fetch),
    logger: boltLogger(deps.log),
    ...(deps.apiUrl ? { slackApiUrl: deps.apiUrl } : {}),
    ...rest,
  });
  /** May be sent again: twice where it failed, and as Slack asks where it is limited. */
  const again = {
    retryConfig: { retries: 2, minTimeout: 300 },
    rejectRateLimitedCalls: true,
    timeout: 0,
    fetch: patientFetch(withoutUnfurl(fetch), TIMEOUT_MS),
  };
  const once = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  return {
    /** For listeners, which Bolt gives a client of its own. */
    listening: options(again),
    /** Look-ups and short words to one person: may be repeated. */
    asking: new WebClient(deps.botToken, options(again)),
    /** Dialogs, which a press opens at once or never: they wait behind nothing. */
    opening: new WebClient(deps.botToken, options({ ...once, timeout: DIALOG_TIMEOUT_MS })),
    /** Answers, cards and files: repeated only by whoever knows whether that is right. */
    posting: new WebClient(deps.botToken, options(once)),
    /** Status lines: the first sign of a question must not wait behind the answers to others. */
    saying: new WebClient(deps.botToken, options({ ...once, timeout: STREAM_TIMEOUT_MS })),
    /** Streams: whatever happens to them, a card must not wait behind it. */
    streaming: new WebClient(deps.botToken, options({ ...once, timeout: STREAM_TIMEOUT_MS })),
  };
}
