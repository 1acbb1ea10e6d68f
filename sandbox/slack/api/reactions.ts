import { react } from "../acts/react.ts";
import { type Rate, tier2, tier3 } from "../rates.ts";
import { SlackError } from "../slack-error.ts";
import { joinedChannel, knownMessage } from "./conversation-access.ts";
import type { Method } from "./method.ts";
import { messageShape } from "./slack-shapes.ts";

function reaction(verb: "add" | "remove", rate: Rate): Method {
  return {
    name: `reactions.${verb}`,
    token: "bot",
    scopes: ["reactions:write"],
    rate,
    run(args, ws, app) {
      const channel = joinedChannel(ws, app, args.required("channel"));
      const message = knownMessage(ws, channel, args.required("timestamp"));
      const name = args.required("name").replaceAll(":", "");
      if (!/^[\p{L}\p{N}_+'-]+$/u.test(name)) throw new SlackError("invalid_name");
      react(ws, message, app.botUser, name, verb);
      return {};
    },
  };
}

const get: Method = {
  name: "reactions.get",
  token: "bot",
  scopes: ["reactions:read"],
  rate: tier3,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel"));
    const message = knownMessage(ws, channel, args.required("timestamp"));
    return { type: "message", channel: channel.id, message: messageShape(ws, message) };
  },
};

export const reactionMethods: readonly Method[] = [reaction("add", tier3), reaction("remove", tier2), get];
