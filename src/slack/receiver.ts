import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import type { Log } from "../log.ts";
import { createSeen } from "./seen.ts";
import { createLane, type Delivery } from "./socket/lane.ts";

/** The bot's ears. Events are stored before they are acked; clicks, commands and modals go straight to the listeners. */
export interface SocketReceiver extends Receiver {
  /** True while a socket is open, for `/healthz`. */
  isConnected(): boolean;
}

/** Side by side, so that one listens while the other is renewed: Slack repeats events, but no click and no command. */
const LANES = ["a", "b"];
const LOOK_EVERY_MS = 250;
const PONG_MS = 5_000;

/**
 * Bolt's own receiver acks events before any listener runs, and a crash in between would lose the question
 * for good; it also has one socket only, and no ear for a while at each renewal.
 */
export function createReceiver(deps: {
  appToken: string;
  slackApiUrl: string | undefined;
  log: Log;
  /** Without any open socket for so long, `onDeaf` is called, once. */
  deafMs: number;
  onDeaf: (why: string) => void;
  pongMs?: number | undefined;
  /**
   * Sees every event before its ack; what must last is committed when it resolves. Rejects only when the store cannot
   * be written, and then nothing is acked. Gives whether the listeners are to see the event as well.
   */
  take: (body: Record<string, unknown>) => Promise<boolean>;
}): SocketReceiver {
  const { log } = deps;
  const seen = createSeen();
  let app: App | null = null;
  let openSince = Date.now();

  const onDelivery = (delivery: Delivery) => {
    receive(delivery).catch((error: unknown) => {
      log.error({ err: error, type: delivery.type }, "an envelope could not be taken");
    });
  };
  const { appToken, slackApiUrl, pongMs = PONG_MS } = deps;
  const lanes = LANES.map((name) => createLane({ name, appToken, slackApiUrl, log, pongMs, onDelivery }));
  const isConnected = () => lanes.some((lane) => lane.isOpen());

  async function receive(delivery: Delivery): Promise<void> {
    const isEvent = delivery.type === "events_api";
    const isForListeners = isEvent ? await deps.take(delivery.body) : true;
    const isFirst = seen.isFirst(identityOf(delivery));
    if (isEvent || !isFirst) await delivery.ack();
    if (!isFirst || !isForListeners) return;
    await app?.processEvent(toBolt(delivery, isEvent ? async () => {} : delivery.ack));
  }

  let watch: NodeJS.Timeout | null = null;
  const watchForDeafness = () => {
    openSince = Date.now();
    watch = setInterval(() => {
      if (isConnected()) openSince = Date.now();
      else if (Date.now() - openSince > deps.deafMs) {
        if (watch) clearInterval(watch);
        deps.onDeaf([...new Set(lanes.map((lane) => lane.lastFailure() ?? "closed"))].join(", "));
      }
    }, LOOK_EVERY_MS);
  };

  return {
    init(bolt) {
      app = bolt;
    },
    async start() {
      const [first, ...others] = lanes;
      await first?.start();
      for (const lane of others) lane.startLater();
      watchForDeafness();
      log.info({ sockets: lanes.length }, "connected to Slack");
    },
    async stop() {
      if (watch) clearInterval(watch);
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
    isConnected,
  };
}

/** What stays the same when Slack delivers a thing again: an event's id, the trigger of a click, a command or a modal. */
function identityOf({ type, body }: Delivery): string {
  const {
    event_id: event,
    trigger_id: trigger,
    action_ts: at,
    view,
    actions,
  } = body as {
    event_id?: string;
    trigger_id?: string;
    action_ts?: string;
    view?: { id?: string; hash?: string };
    actions?: { action_ts?: string }[];
  };
  const ids = [event, trigger, at, view?.id, view?.hash, actions?.[0]?.action_ts].filter(Boolean);
  return `${type} ${ids.length > 0 ? ids.join(" ") : JSON.stringify(body)}`;
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
