import type { App } from "@slack/bolt";
import { listeners } from "../listeners/index.ts";
import type { ListenerDeps } from "../listeners/listener.ts";

/** Events the receiver takes itself, before any listener: a press on Slack's own Stop must not wait in line. */
const TAKEN_BY_RECEIVER = ["agent_session_stopped"];

/** The slash commands and events that the listeners really register, in the order of their names. */
export function registered(): { commands: string[]; events: string[] } {
  const commands = new Set<string>();
  const events = new Set<string>(TAKEN_BY_RECEIVER);
  const ignore = () => undefined;
  const app = {
    command: (name: string) => void commands.add(name),
    event: (name: string) => void events.add(name),
    ...{ action: ignore, view: ignore, options: ignore, shortcut: ignore, message: ignore, error: ignore },
  } as unknown as App;
  for (const listener of listeners) listener(app, {} as ListenerDeps);
  return { commands: [...commands].sort(), events: [...events].sort() };
}
