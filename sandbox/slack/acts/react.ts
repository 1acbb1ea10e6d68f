import type { Message } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { deliverIn } from "./deliver.ts";
import { changeMessage } from "./messages.ts";

export function react(ws: Workspace, message: Message, user: string, name: string, verb: "add" | "remove"): void {
  const known = message.reactions.find((reaction) => reaction.name === name);
  const has = known?.users.includes(user) ?? false;
  if (verb === "add" && has) throw new SlackError("already_reacted");
  if (verb === "remove" && !has) throw new SlackError("no_reaction");
  const users = verb === "add" ? [...(known?.users ?? []), user] : (known?.users ?? []).filter((one) => one !== user);
  const reactions = known
    ? message.reactions.map((one) => (one === known ? { name, users } : one))
    : [...message.reactions, { name, users }];
  changeMessage(ws, message, { ...message, reactions: reactions.filter((one) => one.users.length > 0) }, true);
  deliverIn(ws, message.channel, {
    type: verb === "add" ? "reaction_added" : "reaction_removed",
    user,
    reaction: name,
    item: { type: "message", channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: ws.newTs(),
  });
}
