/** An MCP server of somebody else: a wiki with good and bad manners. */
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const said = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });
const structured = (structuredContent: Record<string, unknown>): CallToolResult => ({
  ...said(JSON.stringify(structuredContent)),
  structuredContent,
});
const pages = [
  { id: 7, title: "Rollback | order-api", updated: "2026-11-19T06:50:00+09:00", archived: false, tags: ["sop", "ecs"] },
  { id: 12, title: "On call\u200b", updated: "2026-11-01T00:00:00Z", archived: true, owner: "jiwoo" },
];

const reads = { annotations: { readOnlyHint: true } };
const object = { type: "object" as const };

interface WikiTool {
  hints?: object;
  schema?: Record<string, unknown>;
  run(request: { args: unknown; meta: unknown; headers: unknown }): CallToolResult | Promise<CallToolResult>;
}

const tools: Record<string, WikiTool> = {
  "pages.search": {
    hints: { ...reads, title: "Search\u202e pages", description: "Finds pages. token=abcdef0123456789abcdef" },
    schema: {
      $schema: "http://json-schema.org/draft-07/schema#",
      properties: { query: { type: "string", description: "Words\u200b" } },
      required: ["query"],
    },
    run: () => structured({ result: { pages, total: 41 } }),
  },
  page: { run: () => said("Step 3: roll back.\u001b[31m password=hunter2-hunter2\u200b") },
  delete_page: { hints: { annotations: { readOnlyHint: false } }, run: () => said("deleted") },
  purge: { hints: { annotations: { destructiveHint: true } }, run: () => said("purged") },
  either: { hints: reads, schema: { anyOf: [object] }, run: () => said("x") },
  odd_argument: { hints: reads, schema: { properties: { "a b": {} } }, run: () => said("x") },
  bad_type: { hints: reads, schema: { properties: { a: { type: "strin" } } }, run: () => said("x") },
  verbose: { hints: reads, schema: { description: "x".repeat(7_000) }, run: () => said("x") },
  echo: { hints: reads, run: (request) => said(JSON.stringify({ ...request, env: process.env })) },
  many: {
    hints: reads,
    run: () => structured({ items: Array.from({ length: 6_000 }, (_, n) => ({ n, word: `w${n}` })) }),
  },
  json_text: { hints: reads, run: () => said('[{"day":"2026-11-19","hits":3},{"day":"2026-11-20","hits":4.5}]') },
  status: { hints: reads, run: () => structured({ healthy: true, open: 3 }) },
  prose: { hints: reads, run: () => structured({ result: `Chapter one. ${"Long. ".repeat(3_000)}` }) },
  tangled: { hints: reads, run: () => structured({ a: [{ b: 1 }], c: [{ d: 2 }] }) },
  empty: { hints: reads, run: () => ({ content: [], structuredContent: { items: [] } }) },
  picture: {
    hints: reads,
    run: () => ({
      content: [
        { type: "image", data: "aGk=", mimeType: "image/png" },
        { type: "resource", resource: { uri: "wiki://7", text: "the text" } },
        { type: "resource_link", uri: "https://evil.example", name: "more" },
      ],
    }),
  },
  fail: { hints: reads, run: () => ({ ...said("There is no page 9. api_key=abcd1234abcd"), isError: true }) },
  thrown: {
    hints: reads,
    run: () => {
      throw new Error("index broken; password=hunter2-hunter2");
    },
  },
  hang: { hints: reads, run: () => new Promise(() => undefined) },
  crash: { hints: reads, run: () => process.exit(3) },
  huge: { hints: reads, run: () => said("x".repeat(300_000)) },
};

export interface Wiki {
  server: Server;
  /** Takes a tool away and tells the client. */
  drop(name: string): Promise<void>;
}

export function createWiki(headers: () => unknown = () => null): Wiki {
  const dropped = new Set<string>();
  const server = new Server({ name: "wiki", version: "3" }, { capabilities: { tools: { listChanged: true } } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: Object.entries(tools)
      .filter(([name]) => !dropped.has(name))
      .map(([name, { hints, schema }]) => ({ name, ...hints, inputSchema: { ...object, ...schema } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = tools[params.name];
    if (!tool) throw new Error(`no tool ${params.name}`);
    return tool.run({ args: params.arguments, meta: params._meta ?? null, headers: headers() });
  });
  return {
    server,
    async drop(name) {
      dropped.add(name);
      await server.sendToolListChanged();
    },
  };
}
