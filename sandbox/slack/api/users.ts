import type { InstalledApp } from "../apps.ts";
import { tier2, tier3, tier4 } from "../rates.ts";
import { SlackError } from "../slack-error.ts";
import type { Args } from "./args.ts";
import { hasScope, type Method } from "./method.ts";
import { page } from "./paging.ts";
import { personShape } from "./person-shape.ts";

const show = (args: Args, app: InstalledApp) => ({
  locale: args.flag("include_locale"),
  email: hasScope(app, "users:read.email"),
});

const info: Method = {
  name: "users.info",
  token: "bot",
  scopes: ["users:read"],
  rate: tier4,
  run(args, ws, app) {
    const person = ws.directory.people.get(args.required("user"));
    if (!person) throw new SlackError("user_not_found");
    return { user: personShape(ws, person, show(args, app)) };
  },
};

const list: Method = {
  name: "users.list",
  token: "bot",
  scopes: ["users:read"],
  rate: tier2,
  run(args, ws, app) {
    const { items, response_metadata } = page(args, ws.directory.people.all(), 200, (person) => person.id);
    return {
      members: items.map((person) => personShape(ws, person, show(args, app))),
      cache_ts: Math.floor(ws.clock.now() / 1000),
      response_metadata,
    };
  },
};

const lookupByEmail: Method = {
  name: "users.lookupByEmail",
  token: "bot",
  scopes: ["users:read.email"],
  rate: tier3,
  run(args, ws, app) {
    const email = args.required("email").toLowerCase();
    const person = ws.directory.people.all().find((one) => one.email.toLowerCase() === email && !one.deleted);
    if (!person) throw new SlackError("users_not_found");
    return { user: personShape(ws, person, show(args, app)) };
  },
};

export const userMethods: readonly Method[] = [info, list, lookupByEmail];
