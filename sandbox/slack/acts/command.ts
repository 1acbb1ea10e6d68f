import { respond } from "../api/response-url.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { Channel, Person } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import type { ResponseTarget } from "./dialogs.ts";
import { addEphemeral } from "./messages.ts";
import { channelName } from "./persona.ts";
import { linesFor, systemUser } from "./system-lines.ts";
import { typedText } from "./typed-text.ts";

export interface Command {
  command: string;
  text: string;
  /** Where the answers appear; Slack itself tells the app nothing of it. */
  thread_ts?: string | undefined;
}

/** A person runs a slash command. Says whether the app acked in time. */
export async function runCommand(ws: Workspace, person: Person, channel: Channel, given: Command): Promise<boolean> {
  const { command, text } = given;
  const app = ws.apps.byCommand(command);
  if (!app) throw new ActError("unknown_command", `${command} is not a command here`);
  const { should_escape } = app.manifest.commands.find((one) => one.command === command) ?? {};
  const target: ResponseTarget = {
    app: app.id,
    channel: channel.id,
    user: person.id,
    ...(given.thread_ts ? { thread_ts: given.thread_ts } : {}),
  };
  const ack = await app.socket.send(
    "slash_commands",
    {
      token: app.tokens.verification,
      team_id: ws.team.id,
      team_domain: ws.team.domain,
      channel_id: channel.id,
      channel_name: channelName(channel),
      user_id: person.id,
      user_name: person.name,
      command,
      text: should_escape ? typedText(ws.directory, text).text : text,
      api_app_id: app.id,
      is_enterprise_install: "false",
      response_url: `${ws.baseUrl}/response/${ws.dialogs.responseToken(target)}`,
      trigger_id: ws.dialogs.trigger(person.id, app.id),
    },
    true,
  );
  if (!ack.acked) {
    const line = linesFor(person).commandFailed(command, app.manifest.appName);
    addEphemeral(ws, { ...ephemeralAt(target), text: line });
  } else if (isRecord(ack.payload) && (ack.payload.text || ack.payload.blocks)) {
    try {
      respond(ws, target, ack.payload);
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      addEphemeral(ws, { ...ephemeralAt(target), text: `\`${command}\`: ${error.error}` });
    }
  }
  return ack.acked;
}

function ephemeralAt({ channel, user, thread_ts }: ResponseTarget) {
  return { channel, user: systemUser, only_for: user, ...(thread_ts ? { thread_ts } : {}) };
}
