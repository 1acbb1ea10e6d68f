import { enableCompileCache } from "node:module";
import { readOptions, readSetup, usage } from "./options.ts";

// Stripped and compiled modules are kept between starts: tests and the demo start this process often.
enableCompileCache();

/** Starts the local workspace; says on one line of standard output where it is, then runs until it is stopped. */
async function main(): Promise<void> {
  const { quietExperimentalWarnings, runUntilStopped, start } = await import("./start.ts");
  quietExperimentalWarnings();
  const options = readOptions(process.argv.slice(2));
  const started = await start({ ...options, setup: readSetup(options) });
  const { workspace, steppedFrom } = started;
  runUntilStopped(started, options.withParent);
  const apps = workspace.apps.all().map(({ id, botUser, manifest, tokens: { botToken, appToken } }) => ({
    id,
    name: manifest.appName,
    botUser,
    botToken,
    appToken,
  }));
  const [first] = apps;
  const ready = {
    ready: true,
    url: workspace.baseUrl,
    slackApiUrl: `${workspace.baseUrl}/api/`,
    botToken: first?.botToken,
    appToken: first?.appToken,
    teamId: workspace.team.id,
    appId: first?.id,
    apps,
    steppedFrom,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exit(64);
});
