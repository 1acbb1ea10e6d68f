import { fileURLToPath } from "node:url";
import type { CallContext, ToolHost, ToolOutcome } from "../../../src/ports/tools.ts";
import { createToolHost } from "../../../src/toolhost/tool-host.ts";
import type { ToolServerTimeouts } from "../../../src/toolhost/tool-server.ts";
import { nodeArgs } from "../../support/node-args.ts";
import { recordLog } from "./record-log.ts";

const faultyServer = fileURLToPath(new URL("./server.ts", import.meta.url));
export const context: CallContext = { zone: "Asia/Seoul", language: "ko", accounts: ["haneul-prod"], runId: "r1" };

/** A host over the faulty server, closed after the test it was made for. */
export function hostFor(
  test: { onTestFinished(end: () => Promise<void>): void },
  timeouts: Partial<ToolServerTimeouts> = {},
  options: { args?: string[]; env?: Record<string, string>; maxReply?: number; spoolDir?: string } = {},
) {
  const { log, entries } = recordLog();
  const tools: ToolHost = createToolHost({
    command: process.execPath,
    env: {},
    ...options,
    args: nodeArgs(faultyServer, ...(options.args ?? [])),
    log,
    timeouts: { callMs: 10_000, pingMs: 1_500, backoffMs: 10, ...timeouts },
  });
  test.onTestFinished(() => tools.close());
  const call = (name: string, args: unknown = {}, signal = new AbortController().signal): Promise<ToolOutcome> =>
    tools.call(name, args, context, signal);
  return { tools, call, entries };
}

export const error = (code: string, text: string): ToolOutcome => ({ kind: "error", code, text });
