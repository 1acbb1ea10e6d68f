import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** The parts of an app manifest that decide what the workspace offers and refuses. Bolt apps of any kind have them. */
const shape = z.object({
  display_information: z.object({ name: z.string().min(1).max(35) }),
  features: z.object({
    bot_user: z.object({ display_name: z.string().min(1).max(80) }),
    app_home: z
      .object({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(false),
        messages_tab_read_only_enabled: z.boolean().default(true),
      })
      .default({ home_tab_enabled: false, messages_tab_enabled: false, messages_tab_read_only_enabled: true }),
    agent_view: z
      .object({
        suggested_prompts: z
          .array(z.object({ title: z.string(), message: z.string() }))
          .max(4)
          .default([]),
      })
      .default({ suggested_prompts: [] }),
    slash_commands: z
      .array(
        z.object({
          command: z.string().max(32).startsWith("/"),
          description: z.string(),
          usage_hint: z.string().default(""),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).default({ bot_events: [] }),
    interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
    socket_mode_enabled: z.literal(true, "the workspace speaks Socket Mode only: set it to true"),
  }),
});

export interface Command {
  command: string;
  description: string;
  usage_hint: string;
  /** Whether names in its text are sent as ids. */
  should_escape: boolean;
}

export interface Manifest {
  appName: string;
  botName: string;
  scopes: readonly string[];
  events: readonly string[];
  commands: readonly Command[];
  prompts: readonly { title: string; message: string }[];
  /** Whether there is a Home tab, and a tab in which people can write to the app. */
  home: boolean;
  messages: boolean;
  interactive: boolean;
}

/** An app's manifest, or one sentence for each thing that is wrong with it. */
export function parseManifest(path: string): { manifest: Manifest } | { problems: string[] } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return { problems: [`${path}: there is no such file.`] };
  }
  let given: unknown;
  try {
    given = parse(text);
  } catch (error) {
    return { problems: [`${path}: not YAML: ${(error as Error).message.split("\n")[0]}`] };
  }
  const read = shape.safeParse(given);
  if (!read.success) return { problems: sentences(read.error, path) };
  const { display_information, features, oauth_config, settings } = read.data;
  return {
    manifest: {
      appName: display_information.name,
      botName: features.bot_user.display_name,
      scopes: oauth_config.scopes.bot,
      events: settings.event_subscriptions.bot_events,
      commands: features.slash_commands,
      prompts: features.agent_view.suggested_prompts,
      home: features.app_home.home_tab_enabled,
      messages: features.app_home.messages_tab_enabled && !features.app_home.messages_tab_read_only_enabled,
      interactive: settings.interactivity.is_enabled,
    },
  };
}

/** Throws all problems, a line each. */
export function readManifest(path: string): Manifest {
  const read = parseManifest(path);
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  return read.manifest;
}

/** One sentence per problem: the file, where in it, and what is expected there. */
export function sentences(error: z.ZodError, path: string): string[] {
  return error.issues.map((issue) => {
    const where = issue.path.map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`)).join("");
    return `${path}: ${where.replace(/^\./, "") || "the file"}: ${issue.message}.`;
  });
}
