import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { createObserver } from "../ops/observe.ts";
import type { Clock } from "../ports/clock.ts";
import { createActHost } from "../toolhost/act-host.ts";
import { actServerEnv, readServerEnv, type ToolServerSettings } from "../toolhost/child-env.ts";
import { createFurtherServer } from "../toolhost/further/further-server.ts";
import { createMergedToolHost } from "../toolhost/further/merged-tool-host.ts";
import { createToolHost } from "../toolhost/tool-host.ts";

/** A tool server makes short-lived objects: a small nursery saves a fifth of its memory (`npm run bench -- tools`). */
const THRIFTY = ["--max-semi-space-size=2"];
const SERVER = join(import.meta.dirname, "..", "..", "tools", "server.ts");

/** The bot's ways to AWS: the read server with what further servers add, and the act server where a role is configured. */
export function createToolServers(
  config: Config,
  deps: { observe: ReturnType<typeof createObserver>; clock: Clock; log: Log },
) {
  const { observe, clock, log } = deps;
  const { accounts, budgets, aws_docs: docs } = config.team;
  const canAct = accounts.some((account) => account.act !== undefined);
  const settings: ToolServerSettings = {
    toolsConfig: JSON.stringify({
      accounts,
      limits: {
        cost_explorer_day: budgets.cost_explorer_day,
        logs_scan_gb: budgets.logs_scan_gb,
        logs_ask_gb: budgets.logs_ask_gb,
      },
    }),
    dataDir: config.dataDir,
    offerActions: canAct,
    docs,
    logLevel: config.logLevel,
    ...(config.now ? { now: config.now } : {}),
    ...(config.clockFile ? { clockFile: config.clockFile } : {}),
  };
  const child = (role: "read" | "act") => ({ command: process.execPath, args: [...THRIFTY, SERVER, "--role", role] });
  const own = createToolHost({
    ...child("read"),
    env: readServerEnv(config.env, settings),
    log: log.child({ part: "tools" }),
    spoolDir: join(config.dataDir, "spool"),
    onAwsCalls: observe.awsCalls,
  });
  const further = config.mcp.map((server) =>
    createFurtherServer({ ...server, log: log.child({ part: `mcp ${server.name}` }) }),
  );
  return {
    toolHost: observe.toolHost(createMergedToolHost(own, further, { log })),
    /** Null: nothing can be changed. */
    act: canAct
      ? observe.act(
          createActHost({
            ...child("act"),
            env: actServerEnv(config.env, settings),
            log: log.child({ part: "act" }),
            clock,
          }),
        )
      : null,
  };
}
