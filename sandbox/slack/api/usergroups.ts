import { tier2 } from "../rates.ts";
import { SlackError } from "../slack-error.ts";
import type { Method } from "./method.ts";
import { groupShape } from "./person-shape.ts";

const list: Method = {
  name: "usergroups.list",
  token: "bot",
  scopes: ["usergroups:read"],
  rate: tier2,
  run: (args, ws) => ({
    usergroups: ws.directory.groups.all().map((group) => groupShape(ws, group, args.flag("include_users"))),
  }),
};

const usersList: Method = {
  name: "usergroups.users.list",
  token: "bot",
  scopes: ["usergroups:read"],
  rate: tier2,
  run(args, ws) {
    const group = ws.directory.groups.get(args.required("usergroup"));
    if (!group) throw new SlackError("no_such_subteam");
    return { users: group.users };
  },
};

export const usergroupMethods: readonly Method[] = [list, usersList];
