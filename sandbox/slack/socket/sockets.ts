import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Journal } from "../journal.ts";
import { limits } from "../limits.ts";
import type { SettingsStore } from "../settings.ts";

/** A socket an envelope can be sent to. */
export interface Link {
  number: number;
  send(text: string): void;
}

/** The open sockets of one app: how they are opened, kept alive, told to go, and taken in turn. */
export interface Sockets {
  /** A URL path with a ticket that opens one socket once, within half a minute. */
  ticket(): string;
  /** False when the ticket is not one of this app's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** The open socket whose turn it is. */
  next(): Link | undefined;
  count(): number;
  /** `warning` only says so; any other reason ends the socket a while later if the app has not. */
  disconnect(reason: string): void;
  /** Cut without a word. */
  kill(): void;
  /** Stay open, and neither send, hear nor answer anything more: a connection that died on the way. */
  silence(): void;
  close(): void;
}

interface Open {
  socket: WebSocket;
  number: number;
  silent: boolean;
  /** Told to go: takes no new envelopes, its acks still count. */
  leaving: boolean;
  /** Real epoch milliseconds of the last sign of life. */
  heard: number;
  timers: NodeJS.Timeout[];
}

/** `debug_reconnects=true` in the address asks for a short life. */
const DEBUG_LIFE_MS = 360_000;

export function createSockets(
  appId: string,
  journal: Journal,
  settings: SettingsStore,
  handlers: { onFrame(text: string): void; onOpen(): void },
): Sockets {
  // Pings are answered here and not by the server itself, so that a silent socket leaves them unanswered.
  const server = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Map<string, number>();
  const open = new Set<Open>();
  let opened = 0;
  let turn = 0;

  const frame = (fields: object): string => JSON.stringify({ ...fields, debug_info: { host: "applink-local" } });

  function tell(one: Open, reason: string): void {
    journal.add({ kind: "socket", app: appId, socket: one.number, event: "disconnect", reason });
    one.socket.send(frame({ type: "disconnect", reason }));
    if (reason === "warning") return;
    one.leaving = true;
    one.timers.push(setTimeout(() => one.socket.terminate(), limits.socket.graceMs));
  }

  function accept(socket: WebSocket, life: number): void {
    if (open.size >= limits.socket.most) {
      journal.add({
        kind: "socket",
        app: appId,
        socket: opened + 1,
        event: "disconnect",
        reason: "too_many_websockets",
      });
      socket.send(frame({ type: "disconnect", reason: "too_many_websockets" }));
      socket.close();
      return;
    }
    opened += 1;
    const one: Open = { socket, number: opened, silent: false, leaving: false, heard: Date.now(), timers: [] };
    open.add(one);
    journal.add({ kind: "socket", app: appId, socket: one.number, event: "open" });
    socket.on("ping", (data) => {
      one.heard = Date.now();
      if (!one.silent) socket.pong(data);
    });
    socket.on("pong", () => {
      one.heard = Date.now();
    });
    socket.on("message", (data) => {
      one.heard = Date.now();
      if (!one.silent) handlers.onFrame(String(data));
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      open.delete(one);
      for (const timer of one.timers) clearTimeout(timer);
      journal.add({ kind: "socket", app: appId, socket: one.number, event: "close" });
    });
    const beat = setInterval(() => {
      if (one.silent) return;
      if (Date.now() - one.heard > limits.socket.silenceMs) socket.terminate();
      else socket.ping();
    }, limits.socket.pingMs);
    one.timers.push(
      beat,
      setTimeout(() => tell(one, "warning"), Math.max(life - limits.socket.warnMs, 0)),
      setTimeout(() => tell(one, "refresh_requested"), life),
    );
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: open.size,
        connection_info: { app_id: appId },
        debug_info: { host: "applink-local", build_number: 0, approximate_connection_time: Math.round(life / 1000) },
      }),
    );
    handlers.onOpen();
  }

  return {
    ticket() {
      const ticket = randomBytes(16).toString("hex");
      tickets.set(ticket, Date.now());
      return `/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? "/", "http://local");
      const ticket = searchParams.get("ticket") ?? "";
      const issued = tickets.get(ticket);
      if (issued === undefined) return false;
      tickets.delete(ticket);
      if (Date.now() - issued > settings.get().ticket_ms) return false;
      const life = searchParams.get("debug_reconnects") === "true" ? DEBUG_LIFE_MS : settings.get().socket_life_ms;
      server.handleUpgrade(request, socket, head, (made) => accept(made, life));
      return true;
    },
    next() {
      const able = [...open].filter((one) => !one.leaving && one.socket.readyState === one.socket.OPEN);
      turn += 1;
      const one = able[turn % able.length];
      return one && { number: one.number, send: (text) => void (one.silent || one.socket.send(text)) };
    },
    count: () => open.size,
    disconnect(reason) {
      for (const one of open) tell(one, reason);
    },
    kill() {
      for (const one of open) {
        journal.add({ kind: "socket", app: appId, socket: one.number, event: "disconnect", reason: "kill" });
        one.socket.terminate();
      }
    },
    silence() {
      for (const one of open) {
        one.silent = true;
        journal.add({ kind: "socket", app: appId, socket: one.number, event: "silent" });
      }
    },
    close() {
      for (const one of open) {
        for (const timer of one.timers) clearTimeout(timer);
        one.socket.terminate();
      }
      server.close();
    },
  };
}
