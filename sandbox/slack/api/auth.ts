import { special, tier3 } from "../rates.ts";
import { SlackError } from "../slack-error.ts";
import type { Method } from "./method.ts";

const test: Method = {
  name: "auth.test",
  token: "bot",
  scopes: [],
  rate: special,
  run: (_args, ws, app) => ({
    url: `${ws.baseUrl}/`,
    team: ws.team.name,
    user: app.manifest.botName,
    team_id: ws.team.id,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  }),
};

const connectionsOpen: Method = {
  name: "apps.connections.open",
  token: "app",
  scopes: [],
  rate: tier3,
  run: (_args, ws, app) => ({ url: `${ws.baseUrl.replace(/^http/, "ws")}${app.socket.ticket()}` }),
};

const teamInfo: Method = {
  name: "team.info",
  token: "bot",
  scopes: ["team:read"],
  rate: tier3,
  run: (_args, ws) => ({
    team: { ...ws.team, email_domain: "", icon: { image_default: true }, url: `${ws.baseUrl}/` },
  }),
};

const botsInfo: Method = {
  name: "bots.info",
  token: "bot",
  scopes: ["users:read"],
  rate: tier3,
  run(args, ws, self) {
    const id = args.text("bot") ?? self.botId;
    const app = ws.apps.all().find((one) => one.botId === id);
    if (!app) throw new SlackError("bot_not_found");
    return {
      bot: { id, deleted: false, name: app.manifest.botName, updated: 0, app_id: app.id, user_id: app.botUser },
    };
  },
};

export const authMethods: readonly Method[] = [test, connectionsOpen, teamInfo, botsInfo];
