import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../../log.ts";
import type { ToolDescriptor, ToolHost } from "../../ports/tools.ts";
import type { FurtherServer } from "./further-server.ts";

/** How long a question waits for a server that is still starting; it is asked again at the next question. */
const WAIT_MS = 2_000;
/** And for one that was down the last time: questions do not get slower because a server hangs. */
const WAIT_AGAIN_MS = 50;

/**
 * Our own tools, then those of further servers in the order of the configuration. Theirs begin with `<server>__`, which
 * none of ours does. They are started at once, and whatever becomes of them, ours are there.
 */
export function createMergedToolHost(
  own: ToolHost,
  further: readonly FurtherServer[],
  { log, waitMs = WAIT_MS }: { log: Log; waitMs?: number },
): ToolHost {
  const toldDown = new Set<string>();
  const offeredBy = async (server: FurtherServer): Promise<ToolDescriptor[]> => {
    const patience = toldDown.has(server.name) ? WAIT_AGAIN_MS : waitMs;
    const late = sleep(patience, null, { ref: false }).then(() => {
      throw new Error(`no answer within ${patience / 1000} s`);
    });
    const tools = server.tools();
    tools.then(() => toldDown.delete(server.name)).catch(() => undefined);
    try {
      return await Promise.race([tools, late]);
    } catch (error) {
      if (!toldDown.has(server.name)) log.warn({ server: server.name, err: error }, "an MCP server cannot be used now");
      toldDown.add(server.name);
      return [];
    }
  };
  for (const server of further) void offeredBy(server);

  return {
    async tools(signal) {
      const [ours, ...theirs] = await Promise.all([own.tools(signal), ...further.map(offeredBy)]);
      return [ours, ...theirs].flat();
    },
    async call(name, args, context, signal) {
      const server = further.find((each) => name.startsWith(`${each.name}__`));
      if (!server) return own.call(name, args, context, signal);
      if (typeof args !== "object" || args === null || Array.isArray(args))
        return { kind: "error", code: "invalid_input", text: `The arguments of ${name} must be a JSON object.` };
      return server.call(name, args, signal);
    },
    async close() {
      await Promise.allSettled([own.close(), ...further.map((server) => server.close())]);
    },
  };
}
