import type { ActHost } from "../ports/act-host.ts";
import type { Clock } from "../ports/clock.ts";
import type { InboxStore } from "../ports/inbox.ts";
import type { ToolHost } from "../ports/tools.ts";
import type { Check } from "./status-server.ts";

/** Work that nobody took up for this long: something hangs, or more is asked than can be done. */
const LONG_WAIT_MS = 2 * 60_000;

/** What has to hold for a question to be answered, and an approval to be carried out, now. */
export function readiness(parts: {
  connected: Check;
  /** Throws when nothing can be written. */
  probe: () => void;
  load: InboxStore["load"];
  toolHost: ToolHost;
  /** Null where nothing may be changed. */
  act: Pick<ActHost, "ready"> | null;
  clock: Clock;
}): Record<string, Check> {
  return {
    slack: parts.connected,
    store() {
      parts.probe();
      return null;
    },
    queue() {
      const { oldestAt, queued } = parts.load();
      const waited = oldestAt === null ? 0 : parts.clock.now() - oldestAt;
      return waited > LONG_WAIT_MS ? `${queued} waiting, the oldest for ${Math.round(waited / 1_000)} s` : null;
    },
    async tools() {
      const tools = await parts.toolHost.tools();
      return tools.length > 0 ? null : "the tool server offers no tool";
    },
    async changes() {
      // A deployment that could not carry out what people approve is to be seen before somebody approves.
      await parts.act?.ready();
      return null;
    },
  };
}
