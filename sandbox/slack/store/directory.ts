import { app, botPerson, channels, groups, people } from "../cast.ts";
import type { Channel, Group, Person } from "../entities.ts";
import type { Db } from "./database.ts";
import { createDocuments, type Documents } from "./documents.ts";

/** People, channels and groups; the cast at first, then as they were changed. */
export interface Directory {
  people: Documents<Person>;
  channels: Documents<Channel>;
  groups: Documents<Group>;
  /** By id, or by the short name with or without @. */
  findPerson(who: string): Person | undefined;
  /** By id, or by name with or without #. */
  findChannel(what: string): Channel | undefined;
  /** The conversation between this person and the bot, made when first asked for. */
  directMessage(personId: string): Channel;
}

export function createDirectory(db: Db, botName: string): Directory {
  const store = {
    people: createDocuments<Person>(db, "person"),
    channels: createDocuments<Channel>(db, "channel"),
    groups: createDocuments<Group>(db, "group"),
  };
  db.transaction(() => {
    for (const one of people) if (!store.people.get(one.id)) store.people.put(one.id, one);
    for (const one of channels) if (!store.channels.get(one.id)) store.channels.put(one.id, one);
    for (const one of groups) if (!store.groups.get(one.id)) store.groups.put(one.id, one);
    store.people.put(app.botUser, botPerson(botName));
  })();

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
    directMessage(personId) {
      const id = `D${personId.slice(1)}`;
      const known = store.channels.get(id);
      if (known) return known;
      const made: Channel = { id, name: "", kind: "im", topic: "", members: [personId, app.botUser] };
      store.channels.put(id, made);
      return made;
    },
  };
}
