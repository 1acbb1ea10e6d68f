import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CallToolResultSchema, ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import type { Log } from "../log.ts";
import type { AwsCall, ToolDescriptor, ToolHost, ToolOutcome } from "../ports/tools.ts";
import { awsCallsOf } from "./aws-calls.ts";
import { listTools } from "./list-tools.ts";
import { toOutcome } from "./outcome.ts";
import { createToolProcess, type ToolProcessOptions } from "./tool-process.ts";
import { type Connection, type ToolServer, ToolServerUnavailable } from "./tool-server.ts";

export interface ToolHostOptions {
  log: Log;
  spoolDir?: string;
  onAwsCalls?: (calls: AwsCall[]) => void;
}

/**
 * The read tool server as a child over stdio MCP. It is started at the first use and again after it ended;
 * a call that was under way then is not repeated. Rows too many for a message come through files in `spoolDir`, which is
 * emptied here: what an earlier process left there belongs to nobody. `onAwsCalls` hears what a call asked of AWS, before
 * it resolves.
 */
export function createToolHost(options: ToolProcessOptions & ToolHostOptions): ToolHost {
  return toolHostOver(createToolProcess(options), options);
}

/** The same, wherever the server runs. */
export function toolHostOver(server: ToolServer, options: ToolHostOptions): ToolHost {
  const spoolDir = options.spoolDir ?? null;
  if (spoolDir !== null) {
    mkdirSync(spoolDir, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(spoolDir)) rmSync(join(spoolDir, name), { recursive: true, force: true });
  }
  const listed = new WeakMap<Connection, Promise<ToolDescriptor[]>>();

  return {
    async tools(signal) {
      const connection = await server.connect(signal);
      let tools = listed.get(connection);
      if (!tools) {
        tools = listTools(connection.client, server.timeouts.callMs);
        listed.set(connection, tools);
        tools.catch((error: unknown) => {
          listed.delete(connection);
          server.failed(connection, error);
        });
      }
      return tools;
    },
    async call(name, args, context, signal) {
      if (signal.aborted) return stopped(name);
      if (typeof args !== "object" || args === null || Array.isArray(args)) {
        return { kind: "error", code: "invalid_input", text: `The arguments of ${name} must be a JSON object.` };
      }
      let connection: Connection | null = null;
      try {
        connection = await server.connect(signal);
        const spool = spoolDir === null ? {} : { "opsthread/spool": spoolDir };
        const record = options.onAwsCalls ? { "opsthread/record": true } : {};
        const params = { name, arguments: { ...args }, _meta: { "opsthread/context": context, ...spool, ...record } };
        const result = await connection.client.request({ method: "tools/call", params }, CallToolResultSchema, {
          timeout: server.timeouts.callMs,
          signal,
        });
        options.onAwsCalls?.(awsCallsOf(result));
        return await toOutcome(name, result, spoolDir);
      } catch (error) {
        if (signal.aborted) return stopped(name);
        if (connection) server.failed(connection, error);
        options.log.warn({ err: error, tool: name }, "a tool call failed");
        return failure(name, error, server.timeouts.callMs);
      }
    },
    close: () => server.close(),
  };
}

function stopped(name: string): ToolOutcome {
  return { kind: "error", code: "stopped", text: `${name} was stopped before it answered.` };
}

/** Which failure of the wire it was. The server's own failures are results and do not come here. */
function failure(name: string, error: unknown, callMs: number): ToolOutcome {
  if (error instanceof ToolServerUnavailable) return { kind: "error", code: "unavailable", text: error.message };
  const code = error instanceof McpError ? error.code : null;
  if (code === ErrorCode.RequestTimeout) {
    const text = `${name} gave no answer within ${callMs / 1000} s and was stopped. Try a shorter period or a narrower question.`;
    return { kind: "error", code: "unavailable", text };
  }
  if (code === ErrorCode.ConnectionClosed || (error instanceof Error && error.message === "Not connected")) {
    const text = `The tool server ended while ${name} was running, so there is no result. It is started again at the next call; try once more.`;
    return { kind: "error", code: "unavailable", text };
  }
  if (code === ErrorCode.InvalidParams) {
    return { kind: "error", code: "invalid_input", text: `The tool server refused the arguments of ${name}.` };
  }
  return { kind: "error", code: "internal", text: `${name} failed inside the tool server. Say that it did not work.` };
}
