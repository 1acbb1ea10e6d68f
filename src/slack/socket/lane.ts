import { setTimeout as sleep } from "node:timers/promises";
import { SocketModeClient } from "@slack/socket-mode";
import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import type { Log } from "../../log.ts";
import { boltLogger } from "../bolt-logger.ts";

/** What Slack sends over a socket, with the ack that goes back over the same one. */
export interface Delivery {
  ack: (payload?: Record<string, unknown>) => Promise<void>;
  type: string;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
}

export interface Lane {
  /** Resolves when the first socket is open; throws when Slack refuses it or cannot be reached. Waits out rate limits. */
  start(): Promise<void>;
  /** Opens the first socket in the background, as often as it takes. */
  startLater(): void;
  isOpen(): boolean;
  /** Why the newest attempt failed, for the log of a process that ends. */
  lastFailure(): string | null;
  stop(): Promise<void>;
}

/** A socket whose `hello` does not come is given up after this. */
const HELLO_MS = 15_000;
const LOOK_EVERY_MS = 500;
/** A socket that was lost sooner is replaced after a moment, lest the two of us do nothing else. */
const SHORT_LIFE_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** At start, what Slack asks to be waited is waited for so long in all: a process that gives up is only started anew. */
const START_PATIENCE_MS = 60_000;
/** A replaced socket stays this long for what is on its way to it. */
const LINGER_MS = 2_000;

/**
 * One place for an open socket, filled again and again. Slack's client opens and pings a socket but is not let
 * reconnect by itself: it would wait five seconds at each renewal, and reject into nowhere when Slack refuses.
 * Sockets are renewed before their life ends, the new one first, at a moment that differs between lanes.
 */
export function createLane(deps: {
  name: string;
  appToken: string;
  slackApiUrl: string | undefined;
  log: Log;
  /** No pong for so long and the socket is dead (the SDK pings every third of it). */
  pongMs: number;
  onDelivery: (delivery: Delivery) => void;
}): Lane {
  const { name, log } = deps;
  let current: SocketModeClient | null = null;
  let openedAt = 0;
  let failures = 0;
  let failure: string | null = null;
  let renewal: NodeJS.Timeout | null = null;
  let stopped = false;
  let reopening = false;

  const make = () =>
    new SocketModeClient({
      appToken: deps.appToken,
      logger: boltLogger(log),
      autoReconnectEnabled: false,
      clientPingTimeout: deps.pongMs,
      clientOptions: {
        ...(deps.slackApiUrl ? { slackApiUrl: deps.slackApiUrl } : {}),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: 10_000,
      },
    });

  /** Opens a socket and makes it the lane's; the one before keeps listening a moment longer. */
  async function open(): Promise<void> {
    const client = make();
    let lifeMs: number | null = null;
    client.on("slack_event", deps.onDelivery);
    client.on("ws_message", (data: unknown) => {
      const frame = readFrame(data);
      if (frame?.type === "hello") lifeMs = (frame.debug_info?.approximate_connection_time ?? 0) * 1_000 || null;
      if (frame?.type === "disconnect") lost(client, frame.reason ?? "disconnect");
    });
    client.on("disconnected", () => lost(client, "closed"));
    try {
      await within(HELLO_MS, client.start());
    } catch (error) {
      close(client);
      throw error;
    }
    if (stopped) return close(client);
    const before = current;
    current = client;
    openedAt = Date.now();
    failures = 0;
    failure = null;
    if (before) setTimeout(() => close(before), LINGER_MS).unref();
    planRenewal(lifeMs);
  }

  async function start(): Promise<void> {
    for (const until = Date.now() + START_PATIENCE_MS; ; ) {
      try {
        return await open();
      } catch (error) {
        const waitMs = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : Number.POSITIVE_INFINITY;
        if (Date.now() + waitMs > until) throw error;
        await sleep(waitMs);
      }
    }
  }

  function planRenewal(lifeMs: number | null): void {
    if (renewal) clearTimeout(renewal);
    if (lifeMs === null) return;
    const share = 0.5 + 0.4 * Math.random();
    renewal = setTimeout(() => {
      open().catch((error: unknown) => {
        log.warn({ err: error, lane: name }, "a socket could not be renewed ahead of time; Slack will ask for it");
      });
    }, lifeMs * share);
    renewal.unref();
  }

  function lost(client: SocketModeClient, why: string): void {
    if (client !== current || stopped) return;
    current = null;
    if (renewal) clearTimeout(renewal);
    failures = Date.now() - openedAt > SHORT_LIFE_MS ? 0 : 1;
    failure = why;
    log.info({ lane: name, why }, "a socket is gone; opening another");
    close(client);
    void reopen();
  }

  async function reopen(): Promise<void> {
    if (reopening) return;
    reopening = true;
    while (!stopped && current === null) {
      await sleep(waitBefore(failures), undefined, { ref: false });
      if (stopped) break;
      await open().catch((error: unknown) => {
        failures += 1;
        failure = wordsOf(error);
        log.warn({ lane: name, why: failure, failures }, "a socket could not be opened");
      });
    }
    reopening = false;
  }

  // The SDK gives a peer that answers no more thirty seconds to say goodbye; nobody waits for that here.
  const look = setInterval(() => {
    if (current && !current.websocket?.isActive()) lost(current, "silent");
  }, LOOK_EVERY_MS);
  look.unref();

  return {
    start,
    startLater: () => void reopen(),
    isOpen: () => current?.websocket?.isActive() ?? false,
    lastFailure: () => failure,
    async stop() {
      stopped = true;
      clearInterval(look);
      if (renewal) clearTimeout(renewal);
      if (current) close(current);
      current = null;
    },
  };
}

/** At once where nothing failed before, then longer and longer up to half a minute, never all lanes at the same moment. */
function waitBefore(failures: number, random = Math.random()): number {
  if (failures === 0) return 0;
  return Math.min(LONGEST_WAIT_MS, 500 * 2 ** (failures - 1)) * (0.8 + 0.4 * random);
}

function close(client: SocketModeClient): void {
  client.disconnect().catch(() => undefined);
}

interface Frame {
  type?: string;
  reason?: string;
  debug_info?: { approximate_connection_time?: number };
}

/** Only the frames about the socket itself; envelopes are read by the SDK. */
function readFrame(data: unknown): Frame | null {
  if (typeof data !== "string" || !/"type":\s*"(hello|disconnect)"/.test(data.slice(0, 200))) return null;
  try {
    return JSON.parse(data) as Frame;
  } catch {
    return null;
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no hello within ${ms / 1000} s`);
  });
  late.catch(() => undefined);
  return await Promise.race([work, late]).finally(() => timer.abort());
}

function wordsOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.message : "closed before hello";
}
