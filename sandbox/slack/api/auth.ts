import { app, team } from "../cast.ts";
import { SlackError } from "../slack-error.ts";
import type { Method } from "./method.ts";

const test: Method = {
  name: "auth.test",
  token: "bot",
  scopes: [],
  run: (_args, ws) => ({
    url: `${ws.baseUrl}/`,
    team: team.name,
    user: ws.manifest.botName,
    team_id: team.id,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  }),
};

const connectionsOpen: Method = {
  name: "apps.connections.open",
  token: "app",
  scopes: [],
  run: (_args, ws) => ({ url: `${ws.baseUrl.replace(/^http/, "ws")}${ws.socket.ticket(app.id)}` }),
};

const teamInfo: Method = {
  name: "team.info",
  token: "bot",
  scopes: ["team:read"],
  run: (_args, ws) => ({ team: { ...team, email_domain: "", icon: { image_default: true }, url: `${ws.baseUrl}/` } }),
};

const botsInfo: Method = {
  name: "bots.info",
  token: "bot",
  scopes: ["users:read"],
  run(args, ws) {
    const id = args.text("bot") ?? app.botId;
    if (id !== app.botId) throw new SlackError("bot_not_found");
    return {
      bot: { id, deleted: false, name: ws.manifest.botName, updated: 0, app_id: app.id, user_id: app.botUser },
    };
  },
};

export const authMethods: readonly Method[] = [test, connectionsOpen, teamInfo, botsInfo];
