import { ActError } from "../acts/act-error.ts";
import type { Fault } from "../api/faults.ts";
import type { Person } from "../entities.ts";
import type { ControlRoute } from "./route.ts";

const faultKinds = ["ratelimited", "http_500", "hang", "error", "drop_reply"] as const;
const socketActions = ["disconnect", "kill", "hold", "release"] as const;
const changeable = ["real_name", "name", "tz", "locale", "title", "is_admin", "is_restricted", "deleted"] as const;

function oneOf<T extends string>(value: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((one) => one === value);
  if (!found) throw new ActError("invalid_field", `${name} must be one of: ${allowed.join(", ")}`);
  return found;
}

/** What a test does to the workspace itself: breaking calls and sockets, changing who is who. */
export const faultRoutes: Record<string, ControlRoute> = {
  "POST /control/fault"(given, ws) {
    const fault: Fault = {
      method: given.text("method"),
      kind: oneOf(given.text("kind"), faultKinds, "kind"),
      times: given.number("times", 1),
      retry_after: given.number("retry_after", 1),
      ms: given.number("ms", 30_000),
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
    return { sockets: ws.socket.control(action, given.optional("reason")) };
  },

  "POST /control/redeliver"(given, ws) {
    const known = ws.socket.redeliver(given.text("event_id"), given.number("times", 1));
    if (!known) throw new ActError("event_not_found", "no such event among the latest");
    return {};
  },

  "POST /control/person"(given, ws) {
    const person = ws.directory.findPerson(given.text("user"));
    if (!person) throw new ActError("user_not_found", "no such person");
    const changes = Object.fromEntries(
      changeable.map((key) => [key, given.value(key)]).filter(([, value]) => value !== undefined),
    ) as Partial<Person>;
    ws.directory.people.put(person.id, { ...person, ...changes });
    ws.changes.publish({ type: "directory" });
    return {};
  },

  "POST /control/group"(given, ws) {
    const wanted = given.text("group");
    const group = ws.directory.groups.all().find((one) => one.id === wanted || one.handle === wanted);
    const members = given.value("members");
    if (!group || !Array.isArray(members)) throw new ActError("group_not_found", "no such group, or no members given");
    const users = members.map((who) => {
      const person = ws.directory.findPerson(String(who));
      if (!person) throw new ActError("user_not_found", `nobody here is called ${String(who)}`);
      return person.id;
    });
    ws.directory.groups.put(group.id, { ...group, users });
    ws.changes.publish({ type: "directory" });
    return {};
  },

  "POST /control/membership"(given, ws) {
    const channel = ws.directory.findChannel(given.text("channel"));
    const person = ws.directory.findPerson(given.text("user"));
    if (!channel || !person) throw new ActError("channel_not_found", "no such channel or person");
    const without = channel.members.filter((id) => id !== person.id);
    const members = given.value("member") === false ? without : [...without, person.id];
    ws.directory.channels.put(channel.id, { ...channel, members });
    ws.changes.publish({ type: "directory" });
    return {};
  },
};
