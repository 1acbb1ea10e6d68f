import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { Log } from "../log.ts";
import { type EventBody, type Intake, readEvent } from "./intake.ts";

interface Delivery {
  ack: (payload?: Record<string, unknown>) => Promise<void>;
  type: string;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
}

/** The bot's ears. Events are stored before they are acked; clicks, commands and modals go straight to the listeners. */
export interface SocketReceiver extends Receiver {
  /** True while a socket is open, for `/healthz`. */
  isConnected(): boolean;
}

/**
 * Bolt's own receiver acks events before any listener runs, and a crash in between would lose the question
 * for good. Its Socket Mode client also shares its retry settings with the Web API clients; so it gets its own.
 */
export function createReceiver(deps: {
  appToken: string;
  slackApiUrl: string | undefined;
  log: Log;
  botUser: () => string;
  knowsThread: (thread: string) => boolean;
  /** Commits; must not throw except when the store cannot be written, and then nothing is acked. */
  take: (intake: Extract<Intake, { kind: "request" }>, body: Record<string, unknown>) => void;
}): SocketReceiver {
  const { log } = deps;
  const client = new SocketModeClient({
    appToken: deps.appToken,
    logger: boltLogger(log),
    clientOptions: {
      ...(deps.slackApiUrl ? { slackApiUrl: deps.slackApiUrl } : {}),
      retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 },
    },
  });
  let app: App | null = null;
  let connected = false;
  client.on("connected", () => {
    connected = true;
    log.info("connected to Slack");
  });
  for (const name of ["disconnected", "reconnecting", "close"]) client.on(name, () => (connected = false));

  client.on("slack_event", async (delivery: Delivery) => {
    try {
      if (delivery.type === "events_api") await receiveEvent(delivery);
      else await app?.processEvent(toBolt(delivery, delivery.ack));
    } catch (error) {
      log.error({ err: error, type: delivery.type }, "an envelope could not be taken");
    }
  });

  async function receiveEvent(delivery: Delivery) {
    const intake = readEvent(delivery.body as EventBody, { botUser: deps.botUser(), knowsThread: deps.knowsThread });
    if (intake.kind === "request") deps.take(intake, delivery.body);
    await delivery.ack();
    if (intake.kind === "other") await app?.processEvent(toBolt(delivery, async () => {}));
  }

  return {
    init(bolt) {
      app = bolt;
    },
    start: () => client.start(),
    stop: () => client.disconnect(),
    isConnected: () => connected,
  };
}

function toBolt(delivery: Delivery, ack: Delivery["ack"]): ReceiverEvent {
  return {
    body: delivery.body,
    ack: async (response) =>
      ack(typeof response === "string" ? { text: response } : (response as Record<string, unknown>)),
    ...(delivery.retry_num === undefined ? {} : { retryNum: delivery.retry_num }),
    ...(delivery.retry_reason === undefined ? {} : { retryReason: delivery.retry_reason }),
  };
}

/** Slack's SDKs log to our log: stdout stays free and secrets are redacted. */
export function boltLogger(log: Log) {
  const say =
    (level: "debug" | "info" | "warn" | "error") =>
    (...parts: unknown[]) =>
      log[level](parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" "));
  return {
    debug: say("debug"),
    info: say("debug"),
    warn: say("warn"),
    error: say("error"),
    setLevel() {},
    getLevel: () => "info" as never,
    setName() {},
  };
}
