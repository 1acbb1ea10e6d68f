import { SlackError } from "../slack-error.ts";
import type { Method } from "./method.ts";
import { page } from "./paging.ts";
import { personShape } from "./slack-shapes.ts";

const info: Method = {
  name: "users.info",
  token: "bot",
  scopes: ["users:read"],
  run(args, ws) {
    const person = ws.directory.people.get(args.required("user"));
    if (!person) throw new SlackError("user_not_found");
    return { user: personShape(person, ws.clock.now(), args.flag("include_locale")) };
  },
};

const list: Method = {
  name: "users.list",
  token: "bot",
  scopes: ["users:read"],
  run(args, ws) {
    const { items, response_metadata } = page(args, ws.directory.people.all(), 200, (person) => person.id);
    const now = ws.clock.now();
    return {
      members: items.map((person) => personShape(person, now, args.flag("include_locale"))),
      cache_ts: Math.floor(now / 1000),
      response_metadata,
    };
  },
};

export const userMethods: readonly Method[] = [info, list];
