import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type {
  JsonSchemaType,
  JsonSchemaValidator,
  jsonSchemaValidator as ValidatorProvider,
} from "@modelcontextprotocol/sdk/validation";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import type { Preview, Table } from "../../../tools/results.ts";
import { readServerHere } from "./read-server-here.ts";
import { NOW, type SampleAccount } from "./sample-account.ts";

/** The account as a team's configuration names it. */
export const haneul = {
  id: "417205938164",
  name: "haneul-prod",
  regions: ["ap-northeast-2", "us-east-1"],
  act: { role: "arn:aws:iam::417205938164:role/OpsthreadAct" },
};

export const seoul = { zone: "Asia/Seoul", language: "en", accounts: ["haneul-prod"], runId: "r-1" };

export interface Answer {
  text: string;
  code: string | null;
  structured: Record<string, unknown>;
  table: Table;
  preview: Preview;
}

/** A tool server over MCP. `tools/list` is asked first, so that the client checks every result's schema. */
export interface ToolServer {
  client: Client;
  /** `context` null sends none. */
  call(name: string, args?: object, meta?: { context?: object | null; proof?: string }): Promise<Answer>;
  close(): Promise<void>;
}

export interface ToolServerOptions {
  env: Record<string, string>;
  config?: object;
  data?: string;
  extra?: Record<string, string>;
}

/** What a tool server finds in its environment. */
export const toolServerEnv = ({ env, config, data, extra }: ToolServerOptions): Record<string, string> => ({
  ...env,
  OPSTHREAD_NOW: NOW,
  OPSTHREAD_TOOLS_CONFIG: JSON.stringify(config ?? { accounts: [haneul] }),
  ...(data ? { OPSTHREAD_TOOLS_DATA: data } : {}),
  ...extra,
});

/** As a process of its own, over its stdin and stdout. */
export async function startToolServerProcess(
  options: ToolServerOptions & { role?: "read" | "act" },
): Promise<ToolServer & { pid: number; stderr(): string }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["--import", "./guard.mjs", "tools/server.ts", "--role", options.role ?? "read"],
    stderr: "pipe",
    env: { PATH: process.env.PATH ?? "", ...toolServerEnv(options) },
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk) => {
    stderr += String(chunk);
  });
  return { ...(await connectTo(transport)), pid: transport.pid ?? 0, stderr: () => stderr };
}

/** The read server in this process, over streams that carry what pipes would: a second of processor time is spared. */
export async function startToolServer(options: ToolServerOptions): Promise<ToolServer> {
  const { connect, close } = await readServerHere(toolServerEnv(options));
  const server = await connectTo(await connect());
  return {
    ...server,
    async close() {
      await server.close();
      await close();
    },
  };
}

/** The SDK's own; what is compiled of a schema serves every client that is told the same. */
const ajv = new AjvJsonSchemaValidator();
const validators = new Map<string, JsonSchemaValidator<unknown>>();
const jsonSchemaValidator: ValidatorProvider = {
  getValidator<T>(schema: JsonSchemaType) {
    const key = JSON.stringify(schema);
    const validator = validators.get(key) ?? ajv.getValidator<unknown>(schema);
    validators.set(key, validator);
    return validator as JsonSchemaValidator<T>;
  },
};

async function connectTo(transport: Transport): Promise<ToolServer> {
  const client = new Client({ name: "test", version: "1" }, { jsonSchemaValidator });
  await client.connect(transport);
  await client.listTools();
  return {
    client,
    async call(name, args = {}, { context = seoul, proof } = {}) {
      const _meta = {
        ...(context ? { "opsthread/context": context } : {}),
        ...(proof ? { "opsthread/proof": proof } : {}),
      };
      const result = await client.callTool({ name, arguments: { ...args }, _meta });
      const content = result.content as { type: string; text: string }[];
      const meta = result._meta?.["opsthread/error"] as { code: string } | undefined;
      const structured = (result.structuredContent ?? {}) as Record<string, unknown>;
      return {
        text: content.map(({ text }) => text).join("\n"),
        code: result.isError ? (meta?.code ?? "without a code") : null,
        structured,
        table: structured.table as Table,
        preview: structured.preview as Preview,
      };
    },
    close: () => client.close(),
  };
}

/** Those of this worker, by account. */
const shared = new Map<string, Promise<ToolServer>>();

/** A read server as a team's is that has been up for a while: shared between test files, for those that count nothing. */
export async function sharedToolServer(account: Pick<SampleAccount, "env">): Promise<ToolServer> {
  const env = account.env("read");
  const key = JSON.stringify(env);
  const known = shared.get(key) ?? startToolServer({ env });
  shared.set(key, known);
  return { ...(await known), close: async () => undefined };
}
