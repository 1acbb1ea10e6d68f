import type { Client as McpClient } from "@modelcontextprotocol/sdk/client/index.js";
import { confined, HOST } from "./confined-fetch.ts";
import { hitsIn, type PageHit, textIn } from "./reply.ts";

/** AWS's documentation, asked over the network. Throws whatever goes wrong; who asks falls back to the embedded pages. */
export interface Documentation {
  search(query: string, signal: AbortSignal): Promise<PageHit[]>;
  /** As Markdown. */
  read(url: string, signal: AbortSignal): Promise<string>;
  related(url: string, signal: AbortSignal): Promise<PageHit[]>;
}

const TIME_LIMIT_MS = 8_000;
const HITS = 8;
const PAGE_CHARS = 60_000;

/** The tools of AWS's server, whose names begin with a prefix that has changed before. */
type Wanted = "search_documentation" | "read_documentation" | "recommend";

/**
 * AWS's public documentation server (AWS Knowledge), itself an MCP server at one fixed host: search, read and recommend
 * without credentials. One short connection for each question.
 * https://github.com/awslabs/mcp/tree/main/src/aws-knowledge-mcp-server
 */
export function createDocumentation(network: typeof fetch): Documentation {
  const ask = async (wanted: Wanted, args: (properties: object) => object, signal: AbortSignal): Promise<string> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    // Loaded with the first question: few ask this server, and every start would pay for it.
    const [{ Client }, { StreamableHTTPClientTransport }] = await Promise.all([
      import("@modelcontextprotocol/sdk/client/index.js"),
      import("@modelcontextprotocol/sdk/client/streamableHttp.js"),
    ]);
    const client = new Client({ name: "opsthread-tools", version: "1" });
    const transport = new StreamableHTTPClientTransport(new URL(HOST), {
      fetch: confined(network, limit),
      reconnectionOptions: {
        maxRetries: 0,
        initialReconnectionDelay: 0,
        maxReconnectionDelay: 0,
        reconnectionDelayGrowFactor: 1,
      },
    });
    try {
      const options = { signal: limit, timeout: TIME_LIMIT_MS };
      // Its optional properties are typed without `undefined`, which the interface of Client asks for.
      await client.connect(transport as Parameters<McpClient["connect"]>[0], options);
      const { tools } = await client.listTools({}, options);
      const tool = tools.find(({ name }) => name === wanted || name.endsWith(`_${wanted}`));
      if (!tool) throw new Error(`AWS's documentation server has no ${wanted}`);
      const called = { name: tool.name, arguments: { ...args(tool.inputSchema.properties ?? {}) } };
      const result = await client.callTool(called, undefined, options);
      const content = result.content as { type: string; text?: string }[];
      const text = content.map((part) => part.text ?? "").join("\n");
      if (result.isError) throw new Error(`AWS's documentation server refused: ${text.slice(0, 200)}`);
      return text;
    } finally {
      await client.close().catch(() => undefined);
    }
  };
  return {
    search: async (query, signal) =>
      hitsIn(await ask("search_documentation", () => ({ search_phrase: query, limit: HITS }), signal)),
    read: async (url, signal) => {
      const request = { url, max_length: PAGE_CHARS };
      return textIn(
        await ask("read_documentation", (known) => ("requests" in known ? { requests: [request] } : request), signal),
      );
    },
    related: async (url, signal) => hitsIn(await ask("recommend", () => ({ url }), signal)),
  };
}
