import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ListToolsResultSchema } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { ToolDescriptor } from "../ports/tools.ts";

const bilingual = z.object({ ko: z.string().min(1), en: z.string().min(1) });

/**
 * All pages of a server's tools, in its order. Asked by a plain request: the SDK's own `listTools` also compiles
 * validators for output schemas, and we check results against ours.
 */
export async function listTools(client: Client, timeout: number): Promise<ToolDescriptor[]> {
  const tools: ToolDescriptor[] = [];
  let cursor: string | undefined;
  do {
    const params = cursor === undefined ? {} : { cursor };
    const page = await client.request({ method: "tools/list", params }, ListToolsResultSchema, { timeout });
    for (const tool of page.tools) {
      const titles = bilingual.safeParse(tool._meta?.["opsthread/title"]);
      tools.push({
        name: tool.name,
        title: tool.title ?? tool.annotations?.title ?? tool.name,
        ...(titles.success ? { titles: titles.data } : {}),
        description: tool.description ?? "",
        inputSchema: tool.inputSchema,
        readOnly: tool.annotations?.readOnlyHint === true,
      });
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined && tools.length < 1_000);
  return tools;
}
