import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Json } from "../entities.ts";
import type { Journal } from "../journal.ts";
import { limits } from "../limits.ts";

export type EnvelopeType = "events_api" | "interactive" | "slash_commands";

export interface Ack {
  acked: boolean;
  /** What the app sent back with its ack; only slash commands and view submissions make use of it. */
  payload: unknown;
}

/** Slack's side of Socket Mode: envelopes to at most ten sockets, each to exactly one of them. */
export interface SocketMode {
  /** A URL path with a ticket that opens one socket once. */
  ticket(appId: string): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Resolves when the app acked or Slack gave up. Events wait while no socket is open and are delivered again when no
   * ack came in time; everything else fails after the same time.
   */
  send(type: EnvelopeType, payload: Json, acceptsResponse?: boolean): Promise<Ack>;
  /** Delivers an event that was sent before once more, as if its ack had been lost. */
  redeliver(eventId: string, times: number): boolean;
  control(action: "disconnect" | "kill" | "hold" | "release", reason?: string): number;
  openSockets(): number;
  close(): void;
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

const REMEMBERED_EVENTS = 500;

export function createSocketMode(journal: Journal, appId: string): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets = new Map<WebSocket, number>();
  const waiting: Pending[] = [];
  const delivered = new Map<string, { pending: Pending; at: number; retry?: NodeJS.Timeout }>();
  const recentEvents = new Map<string, Json>();
  let held = false;
  let opened = 0;
  let turn = 0;

  function nextSocket(): [WebSocket, number] | undefined {
    const open = [...sockets].filter(([socket]) => socket.readyState === socket.OPEN);
    turn += 1;
    return open[turn % open.length];
  }

  function flush(): void {
    while (!held && waiting.length > 0) {
      const to = nextSocket();
      if (!to) return;
      deliver(waiting.shift() as Pending, ...to);
    }
  }

  function deliver(pending: Pending, socket: WebSocket, number: number): void {
    const envelopeId = randomUUID();
    const { type, payload, attempt } = pending;
    const retry = type === "events_api" ? { retry_attempt: attempt, retry_reason: attempt > 0 ? "timeout" : "" } : {};
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type,
        accepts_response_payload: pending.acceptsResponse,
        payload,
        ...retry,
      }),
    );
    journal.add({ kind: "envelope", envelope_id: envelopeId, type, retry_attempt: attempt, socket: number, payload });
    const entry: { pending: Pending; at: number; retry?: NodeJS.Timeout } = { pending, at: Date.now() };
    if (type === "events_api") entry.retry = setTimeout(() => unanswered(envelopeId), limits.ackMs);
    delivered.set(envelopeId, entry);
  }

  /** An event whose ack did not come: again, a few times, then dropped, as Slack does. */
  function unanswered(envelopeId: string): void {
    const entry = delivered.get(envelopeId);
    if (!entry) return;
    journal.add({ kind: "unanswered", envelope_id: envelopeId, type: entry.pending.type });
    if (entry.pending.attempt >= limits.eventRetries) {
      delivered.delete(envelopeId);
      entry.pending.settle({ acked: false, payload: undefined });
      return;
    }
    waiting.push({ ...entry.pending, attempt: entry.pending.attempt + 1 });
    flush();
  }

  function onAck(text: string): void {
    let ack: { envelope_id?: unknown; payload?: unknown };
    try {
      ack = JSON.parse(text) as typeof ack;
    } catch {
      return;
    }
    const id = String(ack.envelope_id);
    const entry = delivered.get(id);
    if (!entry) return;
    delivered.delete(id);
    clearTimeout(entry.retry);
    clearTimeout(entry.pending.giveUp);
    journal.add({ kind: "ack", envelope_id: id, payload: ack.payload, ms: Date.now() - entry.at });
    entry.pending.settle({ acked: true, payload: ack.payload });
  }

  function accept(socket: WebSocket): void {
    if (sockets.size >= limits.sockets) {
      socket.send(JSON.stringify({ type: "disconnect", reason: "too_many_websockets", debug_info: { host: "local" } }));
      socket.close();
      return;
    }
    opened += 1;
    const number = opened;
    sockets.set(socket, number);
    journal.add({ kind: "socket", socket: number, event: "open" });
    socket.on("message", (data) => onAck(String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      sockets.delete(socket);
      journal.add({ kind: "socket", socket: number, event: "close" });
    });
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: sockets.size,
        connection_info: { app_id: appId },
        debug_info: { host: "local", approximate_connection_time: 18_060 },
      }),
    );
    flush();
  }

  function enqueue(type: EnvelopeType, payload: Json, acceptsResponse: boolean): Promise<Ack> {
    return new Promise((resolve) => {
      const pending: Pending = { type, payload, acceptsResponse, attempt: 0, settle: resolve };
      if (type !== "events_api") {
        pending.giveUp = setTimeout(() => {
          const position = waiting.indexOf(pending);
          if (position >= 0) waiting.splice(position, 1);
          for (const [id, entry] of delivered) {
            if (entry.pending !== pending) continue;
            delivered.delete(id);
            journal.add({ kind: "unanswered", envelope_id: id, type });
          }
          resolve({ acked: false, payload: undefined });
        }, limits.ackMs);
      }
      waiting.push(pending);
      flush();
    });
  }

  return {
    ticket(forApp) {
      const ticket = randomBytes(16).toString("hex");
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${forApp}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? "/", "http://local").searchParams.get("ticket") ?? "";
      if (!tickets.delete(ticket)) {
        socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, accept);
    },
    send(type, payload, acceptsResponse = false) {
      if (type === "events_api") {
        recentEvents.set(String(payload.event_id), payload);
        if (recentEvents.size > REMEMBERED_EVENTS) recentEvents.delete(recentEvents.keys().next().value as string);
      }
      return enqueue(type, payload, acceptsResponse);
    },
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
        return sockets.size;
      }
      for (const [socket, number] of sockets) {
        journal.add({
          kind: "socket",
          socket: number,
          event: "disconnect",
          reason: action === "kill" ? "kill" : reason,
        });
        if (action === "kill") socket.terminate();
        else socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "local" } }));
      }
      return sockets.size;
    },
    openSockets: () => sockets.size,
    close() {
      for (const entry of delivered.values()) clearTimeout(entry.retry);
      for (const pending of waiting) clearTimeout(pending.giveUp);
      for (const socket of sockets.keys()) socket.terminate();
      server.close();
    },
  };
}
