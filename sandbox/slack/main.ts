import { app, team } from "./cast.ts";
import { createClock } from "./clock.ts";
import { readManifest } from "./manifest.ts";
import { readOptions, usage } from "./options.ts";
import { listen } from "./server.ts";
import { createWorkspace } from "./workspace.ts";

/** Starts the local workspace; says on one line of standard output where it is, then runs until it is stopped. */
async function main(): Promise<void> {
  // The page's modules go through a function of Node that still calls itself experimental on each start.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.stack ?? warning.message}\n`);
  });
  const options = readOptions(process.argv.slice(2));
  const clock = createClock({
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.clockFile === undefined ? {} : { file: options.clockFile }),
  });
  const workspace = createWorkspace({ dir: options.dir, clock, manifest: readManifest(options.manifest) });
  const listening = await listen(workspace, options.port);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await listening.close();
    workspace.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  if (options.withParent) process.stdin.on("end", () => void stop()).resume();

  const ready = {
    ready: true,
    url: workspace.baseUrl,
    slackApiUrl: `${workspace.baseUrl}/api/`,
    botToken: workspace.secrets.botToken,
    appToken: workspace.secrets.appToken,
    teamId: team.id,
    appId: app.id,
    steppedFrom: listening.steppedFrom,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exit(64);
});
