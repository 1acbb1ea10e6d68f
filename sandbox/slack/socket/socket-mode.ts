import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Json } from "../entities.ts";
import { envelopeFaults, type Faults } from "../faults.ts";
import type { Journal } from "../journal.ts";
import { limits } from "../limits.ts";
import type { SettingsStore } from "../settings.ts";
import type { Documents } from "../store/documents.ts";
import type { Timers } from "../timers.ts";
import { createSockets } from "./sockets.ts";

export type EnvelopeType = "events_api" | "interactive" | "slash_commands";

export interface Ack {
  acked: boolean;
  /** What the app sent back with its ack; commands, submitted views and asked-for options make use of it. */
  payload: unknown;
}

/** Slack's side of Socket Mode for one app: each envelope to exactly one of its sockets. */
export interface SocketMode {
  /** A URL path that opens one socket once. */
  ticket(): string;
  /** False when its ticket is not this app's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /**
   * Resolves when the app acked or Slack gave up. Events wait while no socket is open, a restart of the workspace
   * included, and are delivered again when no ack came in time; everything else fails after the same time.
   */
  send(type: EnvelopeType, payload: Json, acceptsResponse?: boolean): Promise<Ack>;
  /** Delivers an event that was sent before once more, as if its ack had been lost. */
  redeliver(eventId: string, times: number): boolean;
  /** `hold` keeps all envelopes back until `release`. Gives the number of open sockets. */
  control(action: "disconnect" | "kill" | "silence" | "hold" | "release", reason?: string): number;
  close(): void;
}

/** An event that was not acked yet, as it survives a restart. */
export interface PendingEvent {
  app: string;
  payload: Json;
  attempt: number;
}

interface Pending {
  type: EnvelopeType;
  payload: Json;
  acceptsResponse: boolean;
  attempt: number;
  settle(ack: Ack): void;
  /** Interactive envelopes and commands fail when this fires, delivered or not. */
  giveUp?: NodeJS.Timeout;
}

interface Delivered {
  pending: Pending;
  at: number;
  retry?: NodeJS.Timeout;
  ackIsLost: boolean;
}

export interface SocketModeDeps {
  appId: string;
  journal: Journal;
  settings: SettingsStore;
  faults: Faults;
  timers: Timers;
  /** By event id. */
  pendingEvents: Documents<PendingEvent>;
}

const REMEMBERED_EVENTS = 500;

export function createSocketMode({
  appId,
  journal,
  faults,
  timers,
  pendingEvents,
  ...deps
}: SocketModeDeps): SocketMode {
  const waiting: Pending[] = [];
  const delivered = new Map<string, Delivered>();
  const recentEvents = new Map<string, Json>();
  let held = false;
  const isLaterRetry = (key: string): boolean => key.startsWith(`retry:${appId}:`);
  const sockets = createSockets(appId, journal, deps.settings, {
    onFrame,
    onOpen() {
      flush();
      // A socket is open again: what waits for a later retry need not wait any longer.
      timers.hurry(isLaterRetry);
    },
  });

  function flush(): void {
    while (!held && waiting.length > 0) {
      const link = sockets.next();
      if (!link) return;
      const pending = waiting.shift() as Pending;
      const fault = faults.take("envelope", envelopeFaults);
      deliver(pending, link, fault?.kind);
      if (fault?.kind === "duplicate") deliver({ ...pending, settle: () => {} }, sockets.next() ?? link, fault.kind);
    }
  }

  function deliver(pending: Pending, link: { number: number; send(text: string): void }, fault?: string): void {
    const envelopeId = randomUUID();
    const { type, payload, attempt } = pending;
    const retry = type === "events_api" ? { retry_attempt: attempt, retry_reason: attempt > 0 ? "timeout" : "" } : {};
    link.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type,
        accepts_response_payload: pending.acceptsResponse,
        payload,
        ...retry,
      }),
    );
    journal.add({
      kind: "envelope",
      app: appId,
      envelope_id: envelopeId,
      type,
      retry_attempt: attempt,
      socket: link.number,
      payload,
      ...(fault ? { fault } : {}),
    });
    const entry: Delivered = { pending, at: Date.now(), ackIsLost: fault === "lose_ack" };
    if (type === "events_api") entry.retry = setTimeout(() => unanswered(envelopeId), deps.settings.get().ack_ms);
    delivered.set(envelopeId, entry);
  }

  /** An event whose ack did not come: at once again, then after one and after five minutes, then dropped. */
  function unanswered(envelopeId: string): void {
    const entry = delivered.get(envelopeId);
    if (!entry) return;
    const { pending } = entry;
    delivered.delete(envelopeId);
    journal.add({ kind: "unanswered", envelope_id: envelopeId, type: pending.type });
    const wait = limits.eventRetryMs[pending.attempt];
    if (wait === undefined) {
      pending.settle({ acked: false, payload: undefined });
      return;
    }
    const again: Pending = { ...pending, attempt: pending.attempt + 1 };
    const put = (): void => {
      waiting.push(again);
      flush();
    };
    if (wait === 0) put();
    else timers.after(`retry:${appId}:${envelopeId}`, wait, put);
  }

  function onFrame(text: string): void {
    let ack: { envelope_id?: unknown; payload?: unknown };
    try {
      ack = JSON.parse(text) as typeof ack;
    } catch {
      return;
    }
    const id = String(ack.envelope_id);
    const entry = delivered.get(id);
    if (!entry || entry.ackIsLost) return;
    delivered.delete(id);
    clearTimeout(entry.retry);
    clearTimeout(entry.pending.giveUp);
    journal.add({ kind: "ack", envelope_id: id, payload: ack.payload, ms: Date.now() - entry.at });
    entry.pending.settle({ acked: true, payload: ack.payload });
  }

  function giveUp(pending: Pending): void {
    const position = waiting.indexOf(pending);
    if (position >= 0) waiting.splice(position, 1);
    for (const [id, entry] of delivered) {
      if (entry.pending !== pending) continue;
      delivered.delete(id);
      journal.add({ kind: "unanswered", envelope_id: id, type: pending.type });
    }
    pending.settle({ acked: false, payload: undefined });
  }

  function enqueue(type: EnvelopeType, payload: Json, acceptsResponse: boolean, attempt = 0): Promise<Ack> {
    return new Promise((resolve) => {
      const pending: Pending = { type, payload, acceptsResponse, attempt, settle: resolve };
      if (type !== "events_api") pending.giveUp = setTimeout(() => giveUp(pending), deps.settings.get().ack_ms);
      waiting.push(pending);
      flush();
    });
  }

  async function sendEvent(payload: Json, attempt: number): Promise<Ack> {
    const id = String(payload.event_id);
    recentEvents.set(id, payload);
    if (recentEvents.size > REMEMBERED_EVENTS) recentEvents.delete(recentEvents.keys().next().value as string);
    pendingEvents.put(id, { app: appId, payload, attempt });
    const ack = await enqueue("events_api", payload, false, attempt);
    pendingEvents.delete(id);
    return ack;
  }

  for (const { app, payload, attempt } of pendingEvents.all()) if (app === appId) void sendEvent(payload, attempt);

  return {
    ticket: sockets.ticket,
    upgrade: sockets.upgrade,
    send: (type, payload, acceptsResponse = false) =>
      type === "events_api" ? sendEvent(payload, 0) : enqueue(type, payload, acceptsResponse),
    redeliver(eventId, times) {
      const payload = recentEvents.get(eventId);
      if (!payload) return false;
      for (let i = 0; i < times; i += 1) void enqueue("events_api", payload, false);
      return true;
    },
    control(action, reason = "refresh_requested") {
      if (action === "hold" || action === "release") {
        held = action === "hold";
        flush();
      } else if (action === "disconnect") sockets.disconnect(reason);
      else if (action === "kill") sockets.kill();
      else sockets.silence();
      return sockets.count();
    },
    close() {
      for (const entry of delivered.values()) clearTimeout(entry.retry);
      for (const entry of delivered.values()) clearTimeout(entry.pending.giveUp);
      for (const pending of waiting) clearTimeout(pending.giveUp);
      sockets.close();
    },
  };
}
