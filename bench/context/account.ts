import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profiles } from "../../sandbox/aws/aws-config.ts";
import { readOptions } from "../../sandbox/aws/options.ts";
import { startSampleAccount } from "../../sandbox/aws/start.ts";
import { createDatasets } from "../../src/datasets/datasets.ts";
import type { Log } from "../../src/log.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Datasets } from "../../src/ports/datasets.ts";
import type { ToolHost } from "../../src/ports/tools.ts";
import { toolServer } from "../../src/toolhost/child-command.ts";
import { readServerEnv } from "../../src/toolhost/child-env.ts";
import { createToolHost } from "../../src/toolhost/tool-host.ts";

/** Friday noon in Seoul: the moment every question is asked at. */
export const NOW = "2026-11-20T03:00:00Z";

/** Tells nobody, but keeps the id of the tool server. */
const quietLog = (started: (pid: number) => void): Log => {
  const log = {
    debug: () => undefined,
    info: (fields: { pid?: number }) => fields.pid !== undefined && started(fields.pid),
    warn: () => undefined,
    error: () => undefined,
    child: () => log,
  } as unknown as Log;
  return log;
};

export interface Account {
  clock: Clock;
  log: Log;
  toolHost: ToolHost;
  datasets: Datasets;
  /** Where the tool server keeps its files; it starts at the first call. */
  toolsDir: string;
  /** Null before it was started. */
  toolPid(): number | null;
  close(): Promise<void>;
}

/** The sample account and the read tool server over its wire, with the datasets of the threads; in a folder of its own. */
export async function openAccount(): Promise<Account> {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-bench-"));
  const account = await startSampleAccount(
    readOptions(["--data", join(dir, "aws"), "--now", NOW, "--trail-delay-seconds", "0"]),
    () => undefined,
  );
  let pid: number | null = null;
  const log = quietLog((started) => {
    pid = started;
  });
  const toolsDir = join(dir, "tools");
  const clock = { now: () => Date.parse(NOW), moved: true };
  const accounts = [{ id: "417205938164", name: "haneul-prod", regions: ["ap-northeast-2", "us-east-1"] }];
  const toolHost = createToolHost({
    ...toolServer("read"),
    env: readServerEnv(
      {
        PATH: process.env.PATH,
        OPSTHREAD_READ_CONFIG_FILE: account.configFile,
        OPSTHREAD_READ_PROFILE: profiles.read,
        OPSTHREAD_READ_EC2_METADATA_DISABLED: "true",
      },
      {
        toolsConfig: JSON.stringify({ accounts, limits: { cost_explorer_day: 1_000, logs_scan_gb: 1_000 } }),
        dataDir: toolsDir,
        offerActions: false,
        docs: "embedded",
        logLevel: "error",
        now: NOW,
      },
    ),
    log,
    spoolDir: join(dir, "spool"),
  });
  const datasets = createDatasets({ dir: join(dir, "threads"), log, clock });
  return {
    clock,
    log,
    toolHost,
    datasets,
    toolsDir,
    toolPid: () => pid,
    async close() {
      await Promise.all([toolHost.close(), datasets.close()]);
      account.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
