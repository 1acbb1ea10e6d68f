import { join } from "node:path";
import { commandUsage, readOptions, readSetup } from "./options.ts";
import { quietExperimentalWarnings, runUntilStopped, type Started, start } from "./start.ts";

/** `npm run workspace`: the local workspace by itself, for any Bolt app; says in words how to connect one. */
async function main(argv: readonly string[]): Promise<void> {
  if (argv.includes("--help")) {
    process.stdout.write(`${commandUsage}\n`);
    return;
  }
  quietExperimentalWarnings();
  const options = readOptions(argv, join(".data", "workspace"));
  const started = await start({ ...options, setup: readSetup(options) });
  runUntilStopped(started, options.withParent);
  process.stdout.write(screen(started, options.dir));
}

function screen({ workspace: { team, baseUrl, apps }, steppedFrom }: Started, dir: string): string {
  const lines = apps
    .all()
    .flatMap(({ manifest, tokens }) => [
      "",
      `  ${manifest.appName} (@${manifest.botName})`,
      `    bot token    ${tokens.botToken}`,
      `    app token    ${tokens.appToken}`,
    ]);
  return `${[
    `A local Slack workspace: ${team.name}`,
    ...(steppedFrom === null ? [] : [`Port ${steppedFrom} is taken; this is the next free one.`]),
    "",
    `  page           ${baseUrl}`,
    `  slackApiUrl    ${baseUrl}/api/`,
    ...lines,
    "",
    "Give a Bolt app these three over Socket Mode: docs/workspace.md shows how.",
    `Messages, files and tokens are kept in ${dir}. Ctrl-C stops.`,
  ].join("\n")}\n`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${commandUsage}\n`);
  process.exit(64);
});
