import { ActError } from "../acts/act-error.ts";
import { epochOf } from "../clock.ts";
import { callFaults, envelopeFaults, type Fault, type FaultKind } from "../faults.ts";
import type { Settings } from "../settings.ts";
import type { Workspace } from "../workspace.ts";
import type { ControlRoute, Given } from "./route.ts";

const socketActions = ["disconnect", "kill", "silence", "hold", "release"] as const;

function oneOf<T extends string>(value: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((one) => one === value);
  if (!found) throw new ActError("invalid_field", `${name} must be one of: ${allowed.join(", ")}`);
  return found;
}

/** What a test does to the workspace itself: breaking calls, envelopes and sockets, moving its clock. */
export const faultRoutes: Record<string, ControlRoute> = {
  "POST /control/fault"(given, ws) {
    const method = given.text("method");
    const kinds: readonly FaultKind[] = method === "envelope" ? envelopeFaults : callFaults;
    const ms = given.optional("ms");
    const fault: Fault = {
      method,
      kind: oneOf(given.text("kind"), kinds, "kind"),
      times: given.number("times", 1),
      retry_after: given.number("retry_after", 1),
      status: given.number("status", 500),
      every: given.number("every", 1),
      ...(ms === undefined ? {} : { ms: Number(ms) }),
      error: given.optional("error") ?? "internal_error",
    };
    ws.faults.add(fault);
    return {};
  },

  "POST /control/fault_clear"(_given, ws) {
    ws.faults.clear();
    return {};
  },

  "POST /control/socket"(given, ws) {
    const action = oneOf(given.text("action"), socketActions, "action");
    const reason = given.optional("reason");
    const counts = meant(given, ws).map((app) => app.socket.control(action, reason));
    return { sockets: counts.reduce((sum, count) => sum + count, 0) };
  },

  "POST /control/redeliver"(given, ws) {
    const id = given.text("event_id");
    const times = given.number("times", 1);
    const known = meant(given, ws).some((app) => app.socket.redeliver(id, times));
    if (!known) throw new ActError("event_not_found", "no such event among the latest");
    return {};
  },

  /** An envelope's payload as it is given: no person did anything. */
  async "POST /control/deliver"(given, ws) {
    const type = oneOf(given.text("type"), ["events_api", "interactive", "slash_commands"] as const, "type");
    const [app = ws.apps.first()] = meant(given, ws);
    const { acked, payload } = await app.socket.send(type, given.record("payload"), type !== "events_api");
    return { delivered: acked, answer: payload };
  },

  /** Moves the clock to `now` (ISO), or on by `ms`. */
  "POST /control/clock"(given, ws) {
    const to = given.optional("now");
    ws.clock.moveTo(to === undefined ? ws.clock.now() + given.number("ms", 0) : readTime(to));
    ws.changes.publish({ type: "clock" });
    return { now: ws.clock.now() };
  },

  "POST /control/settings"(given, ws) {
    const changes: Partial<Settings> = {};
    for (const name of ["ack_ms", "file_delay_ms", "socket_life_ms", "ticket_ms"] as const) {
      const value = given.value(name);
      if (value === undefined) continue;
      if (typeof value !== "number" || !(value >= 0)) throw new ActError("invalid_field", `${name} is in milliseconds`);
      changes[name] = value;
    }
    const limited = given.value("rate_limits");
    if (limited !== undefined) changes.rate_limits = limited === true;
    return { settings: ws.settings.change(changes) };
  },
};

/** The app that is named, by id; all of them when none is. */
function meant(given: Given, ws: Workspace) {
  const id = given.optional("app");
  return ws.apps.all().filter((app) => id === undefined || app.id === id);
}

function readTime(given: string): number {
  try {
    return epochOf(given, "now");
  } catch (error) {
    throw new ActError("invalid_field", (error as Error).message);
  }
}
