import { ActError } from "../acts/act-error.ts";
import { actor, appNamed, readable } from "../acts/persona.ts";
import type { Changes } from "../changes.ts";
import { homeKey } from "../workspace.ts";
import type { ControlRoute } from "./route.ts";
import { seenChannels, seenMessages, seenView } from "./seen.ts";
import type { People } from "./types.ts";

const LONGEST_WAIT_MS = 30_000;

/** What can be looked at. */
export const readRoutes: Record<string, ControlRoute> = {
  "GET /control/people"(_given, ws): People {
    const first = ws.apps.first();
    return {
      team: { id: ws.team.id, name: ws.team.name },
      app: { id: first.id, name: first.manifest.appName, bot_user: first.botUser },
      apps: ws.apps.all().map(({ id, botUser, manifest }) => ({
        id,
        name: manifest.appName,
        bot_user: botUser,
        commands: [...manifest.commands],
        home: manifest.home,
        messages: manifest.messages,
      })),
      people: ws.directory.people.all(),
      groups: ws.directory.groups.all(),
      commands: ws.apps.all().flatMap((app) => [...app.manifest.commands]),
      now: ws.clock.now(),
      ...(ws.demo ? { demo: ws.demo } : {}),
    };
  },

  "GET /control/channels": (given, ws) => ({ channels: seenChannels(ws, actor(ws, given.text("user"))) }),

  "GET /control/messages"(given, ws) {
    const person = actor(ws, given.text("user"));
    const limit = given.optional("limit");
    if (limit !== undefined && !(Number(limit) >= 1)) throw new ActError("invalid_field", "limit is a number from 1");
    return seenMessages(ws, person, readable(ws, person, given.text("channel")), {
      thread_ts: given.optional("thread_ts"),
      before: given.optional("before"),
      ...(limit === undefined ? {} : { limit: Number(limit) }),
    });
  },

  /** Answers once anything has changed since `after`, or when `ms` are over: whoever waits need not look again before. */
  async "GET /control/changed"(given, ws) {
    await changed(ws.changes, given.optional("after"), Math.min(given.number("ms", 0), LONGEST_WAIT_MS));
    return { latest: ws.changes.latest() };
  },

  "GET /control/view"(given, ws) {
    const person = actor(ws, given.text("user"));
    const app = appNamed(ws, given.optional("app"));
    const modal = ws.dialogs.stackOf(person.id).at(-1);
    const home = ws.homes.get(homeKey(app.id, person.id));
    return { modal: modal ? seenView(modal) : null, home: home ? seenView(home) : null };
  },

  "GET /control/journal": (given, ws) => ({ entries: ws.journal.since(given.number("since", 0)) }),

  "GET /control/settings": (_given, ws) => ({ settings: ws.settings.get(), now: ws.clock.now() }),
};

function changed(changes: Changes, after: string | undefined, ms: number): Promise<void> {
  if (changes.latest() !== after) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const unsubscribe = changes.subscribe(done);
  });
}
