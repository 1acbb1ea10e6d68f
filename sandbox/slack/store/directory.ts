import type { Channel, Group, Person } from "../entities.ts";
import { botPerson, type Setup } from "../setup.ts";
import type { Db } from "./database.ts";
import { createDocuments, type Documents } from "./documents.ts";

/** People, channels and groups; as they were set up at first, then as they were changed. */
export interface Directory {
  people: Documents<Person>;
  channels: Documents<Channel>;
  groups: Documents<Group>;
  /** By id, or by the short name with or without @. */
  findPerson(who: string): Person | undefined;
  /** By id, or by name with or without #. */
  findChannel(what: string): Channel | undefined;
  /** The conversation between this person and an app, made when first asked for. */
  directMessage(personId: string, botUser: string): Channel;
  /** The conversation of these people and an app, made when first asked for. */
  groupMessage(personIds: readonly string[], botUser: string): Channel;
}

export function createDirectory(db: Db, setup: Setup): Directory {
  const store = {
    people: createDocuments<Person>(db, "person"),
    channels: createDocuments<Channel>(db, "channel"),
    groups: createDocuments<Group>(db, "group"),
  };
  db.transaction(() => {
    for (const one of setup.people) if (!store.people.get(one.id)) store.people.put(one.id, one);
    for (const one of setup.channels) if (!store.channels.get(one.id)) store.channels.put(one.id, one);
    for (const one of setup.groups) if (!store.groups.get(one.id)) store.groups.put(one.id, one);
    for (const app of setup.apps) store.people.put(app.botUser, botPerson(app));
  })();

  function made(channel: Channel): Channel {
    store.channels.put(channel.id, channel);
    return channel;
  }

  return {
    ...store,
    findPerson(who) {
      const name = who.replace(/^@/, "");
      return store.people.get(who) ?? store.people.all().find((one) => one.name === name);
    },
    findChannel(what) {
      const name = what.replace(/^#/, "");
      return store.channels.get(what) ?? store.channels.all().find((one) => one.kind !== "im" && one.name === name);
    },
    directMessage(personId, botUser) {
      const suffix = botUser === setup.apps[0]?.botUser ? "" : botUser.slice(1);
      const id = `D${personId.slice(1)}${suffix}`;
      return store.channels.get(id) ?? made({ id, name: "", kind: "im", topic: "", members: [personId, botUser] });
    },
    groupMessage(personIds, botUser) {
      const people = [...new Set(personIds)].sort();
      const id = `G1${[...people, botUser].map((one) => one.slice(2)).join("")}`;
      const names = [...people, botUser].map((one) => store.people.get(one)?.name ?? one);
      const name = `mpdm-${names.join("--")}-1`;
      return store.channels.get(id) ?? made({ id, name, kind: "mpim", topic: "", members: [...people, botUser] });
    },
  };
}
