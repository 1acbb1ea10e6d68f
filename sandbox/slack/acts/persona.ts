import { app, team } from "../cast.ts";
import type { Channel, Json, Person } from "../entities.ts";
import { canSee, type Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";

/** The person who acts, by id or name. */
export function actor(ws: Workspace, who: unknown): Person {
  const person = ws.directory.findPerson(String(who ?? ""));
  if (!person || person.is_bot) throw new ActError("user_not_found", `nobody here is called ${String(who)}`);
  if (person.deleted) throw new ActError("account_inactive", `${person.name} is deactivated`);
  return person;
}

/** A conversation this person may read: an id, a name, or `dm` for the one with the bot. */
export function readable(ws: Workspace, person: Person, what: unknown): Channel {
  const name = String(what ?? "");
  const channel = name === "dm" ? ws.directory.directMessage(person.id) : ws.directory.findChannel(name);
  if (!channel || !canSee(channel, person)) {
    throw new ActError("channel_not_found", `${person.name} sees no channel ${name}`);
  }
  return channel;
}

/** A conversation this person may write in. */
export function writable(ws: Workspace, person: Person, what: unknown): Channel {
  const channel = readable(ws, person, what);
  if (!channel.members.includes(person.id)) {
    throw new ActError("not_in_channel", `${person.name} is not a member of #${channel.name}`);
  }
  return channel;
}

/** The parts every interactive payload has. */
export function payloadFor(ws: Workspace, person: Person): Json {
  return {
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: person.id, username: person.name, name: person.name, team_id: team.id },
    api_app_id: app.id,
    token: ws.secrets.verification,
  };
}

/** How payloads name a conversation. */
export function channelName(channel: Channel): string {
  return channel.kind === "im" ? "directmessage" : channel.kind === "private" ? "privategroup" : channel.name;
}
