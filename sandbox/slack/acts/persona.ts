import type { InstalledApp } from "../apps.ts";
import type { Channel, Message, Person } from "../entities.ts";
import { canSee, type Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";

/** The person who acts, by id or name. */
export function actor(ws: Workspace, who: unknown): Person {
  const person = ws.directory.findPerson(String(who ?? ""));
  if (!person || person.is_bot) throw new ActError("user_not_found", `nobody here is called ${String(who)}`);
  if (person.deleted) throw new ActError("account_inactive", `${person.name} is deactivated`);
  return person;
}

/** An app by its id, its bot user or its bot's name; the first one when none is named. */
export function appNamed(ws: Workspace, name: string | undefined): InstalledApp {
  if (name === undefined) return ws.apps.first();
  const found = ws.apps.byId(name) ?? ws.apps.byUser(ws.directory.findPerson(name)?.id ?? "");
  if (!found) throw new ActError("app_not_found", `there is no app ${name}`);
  return found;
}

/**
 * A conversation this person may read: an id, a name, `dm` for the one with the first app, or `dm:NAME` for the one
 * with the app whose bot has that name.
 */
export function readable(ws: Workspace, person: Person, what: unknown): Channel {
  const name = String(what ?? "");
  const [, bot] = /^dm(?::(.+))?$/.exec(name) ?? [];
  const channel =
    name.startsWith("dm:") || name === "dm"
      ? ws.directory.directMessage(person.id, appNamed(ws, bot).botUser)
      : ws.directory.findChannel(name);
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
  const app = channel.kind === "im" ? appIn(ws, channel) : undefined;
  if (app && !app.manifest.messages) {
    throw new ActError("messages_tab_disabled", `sending messages to ${app.manifest.appName} is turned off`);
  }
  return channel;
}

/** The app of a DM. */
export function appIn(ws: Workspace, channel: Channel): InstalledApp | undefined {
  return ws.apps.all().find((app) => channel.members.includes(app.botUser));
}

export function messageIn(ws: Workspace, channel: Channel, ts: string): Message {
  const message = ws.messages.get(channel.id, ts);
  if (!message) throw new ActError("message_not_found", "there is no such message");
  return message;
}

/** How payloads name a conversation. */
export function channelName(channel: Channel): string {
  return channel.kind === "im" ? "directmessage" : channel.kind === "private" ? "privategroup" : channel.name;
}
