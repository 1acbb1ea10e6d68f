import { finishSharing } from "./acts/share.ts";
import { limitStream } from "./acts/streams.ts";
import { listen } from "./server.ts";
import { createWorkspace, type Workspace, type WorkspaceOptions } from "./workspace.ts";

export interface Started {
  workspace: Workspace;
  /** The port that was asked for, when it was busy and the next free one was taken. */
  steppedFrom: number | null;
  stop(): Promise<void>;
}

/** What the workspace says of itself once it listens. */
export interface Ready {
  ready: true;
  url: string;
  slackApiUrl: string;
  /** Those of the first app. */
  botToken: string;
  appToken: string;
  teamId: string;
  appId: string;
  apps: { id: string; name: string; botUser: string; botToken: string; appToken: string }[];
  steppedFrom: number | null;
}

export function readyOf({ workspace, steppedFrom }: Started): Ready {
  const apps = workspace.apps.all().map(({ id, botUser, manifest, tokens: { botToken, appToken } }) => ({
    id,
    name: manifest.appName,
    botUser,
    botToken,
    appToken,
  }));
  const { id: appId, tokens } = workspace.apps.first();
  const url = workspace.baseUrl;
  return {
    ready: true,
    url,
    slackApiUrl: `${url}/api/`,
    botToken: tokens.botToken,
    appToken: tokens.appToken,
    teamId: workspace.team.id,
    appId,
    apps,
    steppedFrom,
  };
}

/** The workspace, serving, with what was under way when it stopped last going on. */
export async function start(options: WorkspaceOptions & { port: number }): Promise<Started> {
  const workspace = createWorkspace(options);
  const listening = await listen(workspace, options.port);
  for (const message of workspace.messages.openStreams()) limitStream(workspace, message);
  finishSharing(workspace);
  return {
    workspace,
    steppedFrom: listening.steppedFrom,
    async stop() {
      await listening.close();
      workspace.close();
    },
  };
}

/** Runs until a signal comes, or, with `withParent`, until standard input closes; then ends the process. */
export function runUntilStopped(started: Started, withParent: boolean): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await started.stop();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  if (withParent) process.stdin.on("end", () => void stop()).resume();
}

/** The page's modules go through a function of Node that still calls itself experimental on each start. */
export function quietExperimentalWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.stack ?? warning.message}\n`);
  });
}
