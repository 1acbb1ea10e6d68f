import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { capText } from "../../redaction/clean-text.ts";
import type { ToolOutcome } from "../ports/tools.ts";
import { firstProblem, structuredResult } from "./result-schema.ts";

/** A digest is about 3 KB; a server that sends more is cut, because a transcript is paid for again at every step. */
const MAX_TEXT = 20_000;

const errorMeta = z.object({ code: z.string() });

export function toOutcome(tool: string, result: CallToolResult): ToolOutcome {
  const text = textOf(result);
  if (result.isError) return { kind: "error", code: errorCode(result, text), text: text || `${tool} failed.` };
  if (result.structuredContent === undefined) return { kind: "text", text };
  const checked = structuredResult.safeParse(result.structuredContent);
  if (checked.success) return { ...checked.data, text };
  return {
    kind: "error",
    code: "internal",
    text: `${tool} sent a result of the wrong shape (${firstProblem(checked.error)}), so it cannot be used. Say so.`,
  };
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
