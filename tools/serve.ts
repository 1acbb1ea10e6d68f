import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createRedactor } from "../redaction/redact.ts";
import { createAws } from "./aws.ts";
import { openCache } from "./cache.ts";
import { createClock } from "./clock.ts";
import { ConfigError, readConfig, type ToolsConfig } from "./config.ts";
import { createLimiter } from "./limiter.ts";
import { createLog } from "./log.ts";
import type { McpServer } from "./mcp-server.ts";
import type { ReadServerParts } from "./read-server.ts";

/** By then the client has its list of tools, for which it need not wait until the logger is loaded. */
const TOLD_AFTER_MS = 1_000;

/** Starts the role's MCP server on stdin and stdout; ends when the client closes stdin and what it asked is answered. */
export async function serve(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const config = configOrExit(argv, env);
  const clock = createClock(config.clock);
  const cache = openCache(config.role === "read" ? config.dataDir : null, clock);
  const redactor = createRedactor(cache.redactionKey());
  const log = createLog(config.logLevel, redactor);
  const left = new AbortController();
  process.stdin.once("end", () => left.abort());
  const parts = { config, clock, cache, redactor, log, left: left.signal };
  const server = await serverOf(parts);
  server.onclose = () => {
    cache.close();
    process.exit(0);
  };
  await server.connect(new StdioServerTransport());
  const ready = { role: config.role, accounts: config.accounts.map(({ name }) => name), env: config.envNames };
  setTimeout(() => log.info(ready, "ready"), TOLD_AFTER_MS).unref();
}

/** Each role loads its own code alone. */
async function serverOf(parts: Omit<ReadServerParts, "aws">): Promise<McpServer> {
  if (parts.config.role === "act") return (await import("./act/act-server.ts")).createActServer(parts);
  const { createReadServer } = await import("./read-server.ts");
  return await createReadServer({ ...parts, aws: createAws(createLimiter()) });
}

function configOrExit(argv: readonly string[], env: NodeJS.ProcessEnv): ToolsConfig {
  try {
    return readConfig(argv, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
