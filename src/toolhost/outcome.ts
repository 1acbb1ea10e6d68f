import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { capText } from "../../redaction/clean-text.ts";
import type { ToolOutcome } from "../ports/tools.ts";
import { firstProblem, structuredResult } from "./result-schema.ts";
import { SpoolError, spoolOf } from "./spool.ts";

/** A digest is about 3 KB; a server that sends more is cut, because a transcript is paid for again at every step. */
const MAX_TEXT = 20_000;

const errorMeta = z.object({ code: z.string() });
const choice = z.object({ label: z.string(), value: z.string(), whole: z.literal(true).exactOptional() });
const detailsMeta = z.object({
  choices: z.array(choice).min(1).exactOptional(),
  requests: z.number().int().positive().exactOptional(),
});

/** @param spoolDir where rows too many for a message are left by a server that was told so; null: by none. */
export async function toOutcome(tool: string, result: CallToolResult, spoolDir: string | null): Promise<ToolOutcome> {
  const text = textOf(result);
  if (result.isError) {
    const details = detailsMeta.safeParse(result._meta?.["opsthread/error"]);
    return { kind: "error", code: errorCode(result, text), text: text || `${tool} failed.`, ...details.data };
  }
  if (result.structuredContent === undefined) return { kind: "text", text };
  const checked = structuredResult.safeParse(result.structuredContent);
  if (!checked.success) return unusable(tool, `of the wrong shape (${firstProblem(checked.error)})`);
  const { data } = checked;
  if (data.kind !== "table" || spoolDir === null) return { ...data, text };
  try {
    const spool = await spoolOf(result, spoolDir, data.table.columns);
    return spool ? { ...data, text, spool } : { ...data, text };
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error;
    return unusable(tool, `that cannot be read (${error.message})`);
  }
}

function unusable(tool: string, why: string): ToolOutcome {
  return { kind: "error", code: "internal", text: `${tool} sent a result ${why}, so it cannot be used. Say so.` };
}

export function textOf(result: CallToolResult): string {
  const texts = result.content.map((block) => (block.type === "text" ? block.text : ""));
  return capText(texts.filter((text) => text !== "").join("\n"), MAX_TEXT);
}

/** The MCP SDK answers bad arguments and unknown names itself, without our code in `_meta`. */
export function errorCode(result: CallToolResult, text: string): string {
  const given = errorMeta.safeParse(result._meta?.["opsthread/error"]);
  if (given.success) return given.data.code;
  return text.startsWith("MCP error -32602") ? "invalid_input" : "internal";
}
