import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { createObserver } from "../ops/observe.ts";
import type { Clock } from "../ports/clock.ts";
import { createActHost } from "../toolhost/act-host.ts";
import { toolServer } from "../toolhost/child-command.ts";
import { actServerEnv, readServerEnv, type ToolServerSettings } from "../toolhost/child-env.ts";
import { asUser } from "../toolhost/child-user.ts";
import { createFurtherServer } from "../toolhost/further/further-server.ts";
import { createMergedToolHost } from "../toolhost/further/merged-tool-host.ts";
import { readFolders } from "../toolhost/read-folders.ts";
import { createToolHost } from "../toolhost/tool-host.ts";

/** The bot's ways to AWS: the read server with what further servers add, and the act server where a role is configured. */
export function createToolServers(
  config: Config,
  deps: { observe: ReturnType<typeof createObserver>; clock: Clock; log: Log },
) {
  const { observe, clock, log } = deps;
  const { read = null, act = null, mcp = null } = config.childUsers ?? {};
  const folders = readFolders(config.dataDir, read);
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
    dataDir: folders.cache,
    offerActions: canAct,
    docs,
    logLevel: config.logLevel,
    ...(config.now ? { now: config.now } : {}),
    ...(config.clockFile ? { clockFile: config.clockFile } : {}),
  };
  const own = createToolHost({
    ...asUser(read, toolServer("read")),
    env: readServerEnv(config.env, settings),
    log: log.child({ part: "tools" }),
    spoolDir: folders.spool,
    onAwsCalls: observe.awsCalls,
  });
  const further = config.mcp.map(({ at, ...server }) =>
    createFurtherServer({
      ...server,
      at: at.kind === "command" ? { ...at, ...asUser(mcp, at) } : at,
      log: log.child({ part: `mcp ${server.name}` }),
    }),
  );
  return {
    toolHost: observe.toolHost(createMergedToolHost(own, further, { log })),
    /** Null: nothing can be changed. */
    act: canAct
      ? observe.act(
          createActHost({
            ...asUser(act, toolServer("act")),
            env: actServerEnv(config.env, settings),
            log: log.child({ part: "act" }),
            clock,
            onAwsCalls: observe.awsCalls,
          }),
        )
      : null,
  };
}
