import { readOptions as accountOptions } from "../../sandbox/aws/options.ts";
import { type Ready as AccountReady, readyOf as readyOfAccount, startSampleAccount } from "../../sandbox/aws/start.ts";
import { readSetup, readOptions as workspaceOptions } from "../../sandbox/slack/options.ts";
import { readyOf as readyOfWorkspace, start, type Ready as WorkspaceReady } from "../../sandbox/slack/start.ts";

/**
 * The far ends of the wires, listening on ports of this process: what speaks to them is not told apart from one that
 * speaks to the processes of the demo, and half a second of processor time for each start is spared. As processes they
 * are tested in tests/sandbox.
 */
export interface End<Ready> {
  ready: Ready;
  stop(): Promise<void>;
}

/** @param args of sandbox/aws/main.ts */
export async function startAccountHere(args: string[]): Promise<End<Required<AccountReady>>> {
  const running = await startSampleAccount(accountOptions([...args, "--control"]), (line) =>
    process.stderr.write(`[sample-aws] ${line}\n`),
  );
  const ready = readyOfAccount(running) as Required<AccountReady>;
  return { ready, stop: async () => running.stop() };
}

/** @param args of sandbox/slack/main.ts */
export async function startWorkspaceHere(args: string[]): Promise<End<WorkspaceReady>> {
  const options = workspaceOptions(args);
  const started = await start({ ...options, setup: readSetup(options) });
  return { ready: readyOfWorkspace(started), stop: () => started.stop() };
}
