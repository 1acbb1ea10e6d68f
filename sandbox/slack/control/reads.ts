import { actor, readable } from "../acts/persona.ts";
import { app, team } from "../cast.ts";
import type { ControlRoute } from "./route.ts";
import { seenChannels, seenMessages, seenView } from "./seen.ts";
import type { People } from "./types.ts";

/** What can be looked at. */
export const readRoutes: Record<string, ControlRoute> = {
  "GET /control/people"(_given, ws): People {
    return {
      team: { id: team.id, name: team.name },
      app: { id: app.id, name: ws.manifest.appName, bot_user: app.botUser },
      people: ws.directory.people.all(),
      groups: ws.directory.groups.all(),
      commands: [...ws.manifest.commands],
      now: ws.clock.now(),
    };
  },

  "GET /control/channels": (given, ws) => ({ channels: seenChannels(ws, actor(ws, given.text("user"))) }),

  "GET /control/messages"(given, ws) {
    const person = actor(ws, given.text("user"));
    return seenMessages(ws, person, readable(ws, person, given.text("channel")), given.optional("thread_ts"));
  },

  "GET /control/view"(given, ws) {
    const person = actor(ws, given.text("user"));
    const modal = ws.dialogs.stackOf(person.id).at(-1);
    const home = ws.homes.get(person.id);
    return { modal: modal ? seenView(modal) : null, home: home ? seenView(home) : null };
  },

  "GET /control/journal": (given, ws) => ({ entries: ws.journal.since(given.number("since", 0)) }),
};
