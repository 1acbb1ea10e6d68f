import { respond } from "../api/response-url.ts";
import { isRecord } from "../blocks/is-record.ts";
import { app, team } from "../cast.ts";
import type { Channel, Person } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import type { ResponseTarget } from "./dialogs.ts";
import { addEphemeral } from "./messages.ts";
import { channelName } from "./persona.ts";
import { linesFor, systemUser } from "./system-lines.ts";

export interface Command {
  command: string;
  text: string;
  /** Where the answers appear; Slack itself tells the app nothing of it. */
  thread_ts?: string | undefined;
}

/** A person runs a slash command. Says whether the app acked in time. */
export async function runCommand(ws: Workspace, person: Person, channel: Channel, given: Command): Promise<boolean> {
  const { command, text } = given;
  if (!ws.manifest.commands.some((one) => one.command === command)) {
    throw new ActError("unknown_command", `${command} is not a command here`);
  }
  const target: ResponseTarget = {
    channel: channel.id,
    user: person.id,
    ...(given.thread_ts ? { thread_ts: given.thread_ts } : {}),
  };
  const ack = await ws.socket.send(
    "slash_commands",
    {
      token: ws.secrets.verification,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: channelName(channel),
      user_id: person.id,
      user_name: person.name,
      command,
      text,
      api_app_id: app.id,
      is_enterprise_install: "false",
      response_url: `${ws.baseUrl}/response/${ws.dialogs.responseToken(target)}`,
      trigger_id: ws.dialogs.trigger(person.id),
    },
    true,
  );
  if (!ack.acked) {
    const line = linesFor(person).commandFailed(command, ws.manifest.appName);
    addEphemeral(ws, { ...target, user: systemUser, only_for: person.id, text: line });
  } else if (isRecord(ack.payload) && (ack.payload.text || ack.payload.blocks)) {
    try {
      respond(ws, target, ack.payload);
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      addEphemeral(ws, { ...target, user: systemUser, only_for: person.id, text: `\`${command}\`: ${error.error}` });
    }
  }
  return ack.acked;
}
