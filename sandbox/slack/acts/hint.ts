import type { Block, Channel, Ephemeral, Message, Person } from "../entities.ts";
import type { Workspace } from "../workspace.ts";
import { join } from "./membership.ts";
import { addEphemeral, removeEphemeral } from "./messages.ts";
import { linesFor, systemUser } from "./system-lines.ts";

const INVITE = "workspace:invite";
const IGNORE = "workspace:ignore";

/** Somebody named an app that is not in the channel: only that person is told so, and may bring it in. */
export function hintAtMissing(ws: Workspace, person: Person, channel: Channel, message: Message): void {
  if (channel.kind === "im") return;
  for (const app of ws.apps.all()) {
    if (!message.text.includes(`<@${app.botUser}>`) || channel.members.includes(app.botUser)) continue;
    const lines = linesFor(person);
    const text = lines.notInChannel(app.manifest.botName);
    addEphemeral(ws, {
      channel: channel.id,
      user: systemUser,
      only_for: person.id,
      text,
      blocks: [
        { type: "section", block_id: "hint", text: { type: "mrkdwn", text } },
        {
          type: "actions",
          block_id: "choice",
          elements: [button(INVITE, lines.invite, app.botUser), button(IGNORE, lines.ignore, app.botUser)],
        },
      ],
      ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    });
  }
}

function button(action_id: string, text: string, value: string): Block {
  return { type: "button", action_id, text: { type: "plain_text", text }, value };
}

/** The workspace's own buttons are answered by the workspace. */
export function answerHint(ws: Workspace, person: Person, hint: Ephemeral, actionId: string, botUser: string): void {
  removeEphemeral(ws, hint);
  const channel = ws.directory.channels.get(hint.channel);
  if (actionId === INVITE && channel) join(ws, channel, botUser, person.id);
}
