import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** The parts of an app manifest that decide what the workspace offers and refuses. */
const shape = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    agent_view: z
      .object({ suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })).default([]) })
      .default({ suggested_prompts: [] }),
    slash_commands: z
      .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default("") }))
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

export interface Manifest {
  appName: string;
  botName: string;
  scopes: readonly string[];
  events: readonly string[];
  commands: readonly { command: string; description: string; usage_hint: string }[];
  prompts: readonly { title: string; message: string }[];
}

/** Reads the app's manifest; throws with the path of what is wrong. */
export function readManifest(path: string): Manifest {
  const read = shape.safeParse(parse(readFileSync(path, "utf8")));
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`);
  const { display_information, features, oauth_config, settings } = read.data;
  return {
    appName: display_information.name,
    botName: features.bot_user.display_name,
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands,
    prompts: features.agent_view.suggested_prompts,
  };
}
