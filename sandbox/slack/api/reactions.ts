import { react } from "../acts/react.ts";
import { app } from "../cast.ts";
import { SlackError } from "../slack-error.ts";
import { joinedChannel, knownMessage } from "./conversation-access.ts";
import type { Method } from "./method.ts";

function reaction(verb: "add" | "remove"): Method {
  return {
    name: `reactions.${verb}`,
    token: "bot",
    scopes: ["reactions:write"],
    run(args, ws) {
      const channel = joinedChannel(ws, args.required("channel"));
      const message = knownMessage(ws, channel, args.required("timestamp"));
      const name = args.required("name").replaceAll(":", "");
      if (!/^[\p{L}\p{N}_+'-]+$/u.test(name)) throw new SlackError("invalid_name");
      react(ws, message, app.botUser, name, verb);
      return {};
    },
  };
}

export const reactionMethods: readonly Method[] = [reaction("add"), reaction("remove")];
