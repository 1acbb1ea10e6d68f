import { createOfflinePlanner } from "../../../src/models/offline/planner.ts";
import type { ToolHost } from "../../../src/ports/tools.ts";
import { createToolHost } from "../../../src/toolhost/tool-host.ts";
import { recordLog } from "../../toolhost/support/record-log.ts";
import { NOW, startSampleAccount } from "../../tools/support/sample-account.ts";
import { haneul } from "../../tools/support/tool-server.ts";

/** The read tools over the sample account's wire; the account is shared with other files of the worker. */
export async function sampleTools() {
  const account = await startSampleAccount();
  const toolHost: ToolHost = createToolHost({
    command: process.execPath,
    args: ["tools/server.ts", "--role", "read"],
    env: {
      PATH: process.env.PATH ?? "",
      ...account.env("read"),
      OPSTHREAD_NOW: NOW,
      OPSTHREAD_TOOLS_CONFIG: JSON.stringify({ accounts: [haneul] }),
    },
    log: recordLog().log,
  });
  return { account, toolHost, planner: createOfflinePlanner() };
}
