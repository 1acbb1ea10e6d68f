import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { ToolHost } from "../../../src/ports/tools.ts";
import { toolHostOver } from "../../../src/toolhost/tool-host.ts";
import { type Connection, createToolServer } from "../../../src/toolhost/tool-server.ts";
import { recordLog } from "../../toolhost/support/record-log.ts";
import { readServerHere } from "./read-server-here.ts";
import { type ToolServerOptions, toolServerEnv } from "./tool-server.ts";

/** The bot's host over a read server in this process: what goes between them is as between processes. */
export function toolHostHere(options: ToolServerOptions): ToolHost {
  const { log } = recordLog();
  const open = async ({ onEnd }: { onEnd: () => void }): Promise<Connection> => {
    const server = await readServerHere(toolServerEnv(options));
    const client = new Client({ name: "opsthread", version: "1" });
    const connection: Connection = { client, open: true, kill: () => void client.close() };
    client.onclose = () => {
      connection.open = false;
      void server.close();
      onEnd();
    };
    await client.connect(await server.connect());
    return connection;
  };
  return toolHostOver(
    createToolServer({ name: "The tool server", advice: "Say that the tools are down.", open, log }),
    {
      log,
    },
  );
}
