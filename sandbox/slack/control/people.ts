import { ActError } from "../acts/act-error.ts";
import { deliverToAll } from "../acts/deliver.ts";
import { join, leave } from "../acts/membership.ts";
import { actor, readable, writable } from "../acts/persona.ts";
import { groupShape, personShape } from "../api/person-shape.ts";
import type { Channel, Person } from "../entities.ts";
import type { ControlRoute, Given } from "./route.ts";

const changeable = ["real_name", "name", "tz", "locale", "title", "is_admin", "is_restricted", "deleted"] as const;

/** Who is where, and who is who. */
export const peopleRoutes: Record<string, ControlRoute> = {
  "POST /control/join"(given, ws) {
    const person = actor(ws, given.text("user"));
    const channel = room(readable(ws, person, given.text("channel")));
    join(ws, channel, person.id);
    return {};
  },

  "POST /control/leave"(given, ws) {
    const person = actor(ws, given.text("user"));
    leave(ws, room(writable(ws, person, given.text("channel"))), person.id);
    return {};
  },

  /** A member brings in a person or a bot. */
  "POST /control/invite"(given, ws) {
    const person = actor(ws, given.text("user"));
    join(ws, room(writable(ws, person, given.text("channel"))), whom(given, ws).id, person.id);
    return {};
  },

  /** A member takes out a person or a bot. */
  "POST /control/kick"(given, ws) {
    const person = actor(ws, given.text("user"));
    leave(ws, room(writable(ws, person, given.text("channel"))), whom(given, ws).id);
    return {};
  },

  "POST /control/person"(given, ws) {
    const person = ws.directory.findPerson(given.text("user"));
    if (!person) throw new ActError("user_not_found", "no such person");
    const changes = Object.fromEntries(
      changeable.map((key) => [key, given.value(key)]).filter(([, value]) => value !== undefined),
    ) as Partial<Person>;
    const changed = { ...person, ...changes };
    ws.directory.people.put(person.id, changed);
    ws.changes.publish({ type: "directory" });
    deliverToAll(ws, { type: "user_change", user: personShape(ws, changed), event_ts: ws.newTs() });
    return {};
  },

  "POST /control/group"(given, ws) {
    const wanted = given.text("group");
    const group = ws.directory.groups.all().find((one) => one.id === wanted || one.handle === wanted);
    const members = given.list("members");
    if (!group || !members) throw new ActError("group_not_found", "no such group, or no members given");
    const users = members.map((who) => {
      const person = ws.directory.findPerson(who);
      if (!person) throw new ActError("user_not_found", `nobody here is called ${who}`);
      return person.id;
    });
    const changed = { ...group, users };
    ws.directory.groups.put(group.id, changed);
    ws.changes.publish({ type: "directory" });
    const event = { type: "subteam_updated", subteam: groupShape(ws, changed, true), event_ts: ws.newTs() };
    deliverToAll(ws, event);
    return {};
  },
};

function room(channel: Channel): Channel {
  if (channel.kind === "im" || channel.kind === "mpim") throw new ActError("no_channel", "nobody joins a DM");
  return channel;
}

function whom(given: Given, ws: Parameters<ControlRoute>[1]): Person {
  const found = ws.directory.findPerson(given.text("who"));
  if (!found) throw new ActError("user_not_found", `nobody here is called ${given.text("who")}`);
  return found;
}
