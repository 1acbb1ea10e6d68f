import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ListToolsResultSchema, type Tool } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { ToolDescriptor } from "../ports/tools.ts";

const bilingual = z.object({ ko: z.string().min(1), en: z.string().min(1) });

/** A server that lists more, or goes on giving pages, is not read further. */
const MAX_TOOLS = 1_000;
const MAX_PAGES = 50;

/** The tools of our own server, in its order. */
export async function listTools(client: Client, timeout: number): Promise<ToolDescriptor[]> {
  const tools = await listAll(client, timeout);
  return tools.map((tool) => {
    const titles = bilingual.safeParse(tool._meta?.["opsthread/title"]);
    return {
      name: tool.name,
      title: tool.title ?? tool.annotations?.title ?? tool.name,
      ...(titles.success ? { titles: titles.data } : {}),
      description: tool.description ?? "",
      inputSchema: tool.inputSchema,
      readOnly: tool.annotations?.readOnlyHint === true,
    };
  });
}

/**
 * All pages of a server's tools, in its order. Asked by a plain request: the SDK's own `listTools` also compiles
 * validators for output schemas, and we check results against ours.
 */
export async function listAll(client: Client, timeout: number): Promise<Tool[]> {
  const tools: Tool[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const params = cursor === undefined ? {} : { cursor };
    const page = await client.request({ method: "tools/list", params }, ListToolsResultSchema, { timeout });
    tools.push(...page.tools);
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== undefined && tools.length < MAX_TOOLS && pages < MAX_PAGES);
  return tools;
}
