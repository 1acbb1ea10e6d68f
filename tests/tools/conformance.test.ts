import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readTools } from "../../tools/catalog.ts";
import { startSampleAccount } from "./support/sample-account.ts";
import { haneul } from "./support/tool-server.ts";

/**
 * What docs/mcp.md promises any MCP client: the SDK's own, which refuses a result that does not fit its tool's schema,
 * started as the page says and told nothing of the bot.
 */
let client: Client;
let tools: Tool[];

beforeAll(async () => {
  const account = await startSampleAccount();
  client = new Client({ name: "any client", version: "1" });
  const env = { PATH: process.env.PATH ?? "", ...account.env("read") };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ["--import", "./guard.mjs", "tools/server.ts", "--role", "read"],
      env: { ...env, OPSTHREAD_TOOLS_CONFIG: JSON.stringify({ accounts: [haneul] }) },
      stderr: "ignore",
    }),
  );
  ({ tools } = await client.listTools());
});
afterAll(() => client.close());

const schemas = new AjvJsonSchemaValidator();
const isSchema = schemas.getValidator({ $ref: "http://json-schema.org/draft-07/schema#" });

describe("tools/list", () => {
  test("every tool has a name, a title, a description and two schemas that are valid JSON Schema", () => {
    expect(tools.map(({ name }) => name)).toEqual(readTools.map(({ name }) => name));
    for (const { name, title, description, inputSchema, outputSchema } of tools) {
      expect(
        [name, title, description].every((text) => text),
        name,
      ).toBe(true);
      for (const schema of [inputSchema, outputSchema]) {
        expect(isSchema(schema), name).toMatchObject({ valid: true });
        expect(() => schemas.getValidator(schema as object), name).not.toThrow();
      }
    }
    expect(isSchema({ type: "strin" })).toMatchObject({ valid: false });
  });

  test("no part of a schema accepts anything at all or needs a dialect with lists of types", () => {
    const odd = (schema: unknown, path: string): string[] => {
      if (typeof schema !== "object" || schema === null) return [];
      const of = schema as Record<string, unknown>;
      const named = path.endsWith(".properties");
      const own = !named && !Array.isArray(schema) && (Object.keys(of).length === 0 || Array.isArray(of.type));
      return [...(own ? [path] : []), ...Object.entries(of).flatMap(([key, value]) => odd(value, `${path}.${key}`))];
    };
    expect(
      tools.flatMap((tool) => [...odd(tool.inputSchema, tool.name), ...odd(tool.outputSchema, tool.name)]),
    ).toEqual([]);
  });
});

describe("tools/call", () => {
  test("results fit the schema their tool gave, with one text for a client that knows no more", async () => {
    const asked: [string, Record<string, unknown>][] = [
      ["cost_query", { period: "2026-10" }],
      ["trail_sign_ins", { period: "yesterday" }],
      ["guardduty_list_findings", {}],
      ["logs_list_groups", {}],
      ["alarms_list", {}],
      ["inventory_find", { type: "bucket" }],
      ["aws_docs", { query: "severity levels" }],
    ];
    for (const [name, args] of asked) {
      const result = await client.callTool({ name, arguments: args });
      expect(result.isError, `${name}: ${JSON.stringify(result.content)}`).toBeUndefined();
      expect(result.structuredContent, name).toMatchObject({ kind: "table" });
      expect(result.content, name).toMatchObject([
        { type: "text", text: expect.stringMatching(`^${name}: \\d+ rows?\\.`) },
      ]);
    }
  });

  test("arguments that do not fit are a result with a sentence, for every tool", async () => {
    for (const { name } of tools) {
      const result = await client.callTool({ name, arguments: { no_such_argument: 1 } });
      expect(result).toMatchObject({ isError: true, _meta: { "opsthread/error": { code: "invalid_input" } } });
      expect((result.content as { text: string }[])[0]?.text).toContain(`The input of ${name} is not valid. `);
    }
  });
});
