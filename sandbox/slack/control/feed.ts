import type { IncomingMessage, ServerResponse } from "node:http";
import type { Change, Numbered } from "../changes.ts";
import type { Person } from "../entities.ts";
import { canSee, type Workspace } from "../workspace.ts";
import { seenEphemeral, seenMessage, seenStatus } from "./seen.ts";
import type { SeenChange } from "./types.ts";

/**
 * Server-sent events: every change this person's screen has to show, or, without a person, every change there is.
 * A listener that comes back with Last-Event-ID gets what it missed, or `resync` when that is not known any more.
 */
export function serveFeed(
  ws: Workspace,
  person: Person | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  const write = ({ id, change }: Numbered): void => {
    const seen = seenChange(ws, person, change);
    if (seen) response.write(`id: ${id}\ndata: ${JSON.stringify(seen)}\n\n`);
  };
  const last = request.headers["last-event-id"];
  const missed = typeof last === "string" ? ws.changes.since(last) : [];
  response.write("retry: 500\n\n");
  if (missed === null) response.write(`data: ${JSON.stringify({ type: "resync" })}\n\n`);
  else for (const numbered of missed) write(numbered);
  // An id without data: from here on a listener that loses its connection can be caught up.
  response.write(`id: ${ws.changes.latest()}\n\n`);

  const unsubscribe = ws.changes.subscribe(write);
  const heartbeat = setInterval(() => response.write(": still here\n\n"), 15_000);
  request.on("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}

function seenChange(ws: Workspace, person: Person | undefined, change: Change): SeenChange | undefined {
  switch (change.type) {
    case "message": {
      const message = mayRead(ws, person, change.channel) ? ws.messages.get(change.channel, change.ts) : undefined;
      return message && { type: "message", message: seenMessage(ws, message, person) };
    }
    case "ephemeral":
      return person && person.id !== change.message.only_for
        ? undefined
        : { type: "message", message: seenEphemeral(change.message) };
    case "deleted": {
      const { channel, ts, thread_ts, only_for } = change;
      if (person && only_for !== undefined && only_for !== person.id) return undefined;
      if (!mayRead(ws, person, channel)) return undefined;
      return { type: "deleted", channel, ts, ...(thread_ts ? { thread_ts } : {}) };
    }
    case "status":
      return mayRead(ws, person, change.channel)
        ? { type: "status", status: seenStatus(ws, change.channel, change.thread_ts) }
        : undefined;
    case "prompts":
      return mayRead(ws, person, change.channel) ? change : undefined;
    case "view":
    case "home":
      return person && person.id !== change.user ? undefined : { type: change.type };
    case "read":
      return person && person.id !== change.user
        ? undefined
        : { type: "read", channel: change.channel, last_read: change.last_read };
    case "clock":
      return { type: "clock", now: ws.clock.now() };
    case "directory":
      return change;
  }
}

function mayRead(ws: Workspace, person: Person | undefined, channelId: string): boolean {
  if (!person) return true;
  const channel = ws.directory.channels.get(channelId);
  return channel !== undefined && canSee(channel, person);
}
