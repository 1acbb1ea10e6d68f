import type { Tool as ToolDescription } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { Tool } from "./define-tool.ts";
import { previewResult, tableResult } from "./results.ts";
import type { SharedFields } from "./shared-fields.ts";

/** A tool as `tools/list` shows it: its title in English, in both languages under `_meta`. */
export function describeTool(tool: Tool, shared: SharedFields): ToolDescription {
  const { $schema: _in, ...inputSchema } = withoutLengths(
    z.toJSONSchema(tool.input(shared), { target: "draft-7", io: "input" }),
  );
  return {
    name: tool.name,
    title: tool.title.en,
    description: tool.description,
    inputSchema: inputSchema as ToolDescription["inputSchema"],
    outputSchema: resultSchema(tool.annotations.readOnlyHint ? "table" : "preview"),
    annotations: { title: tool.title.en, ...tool.annotations },
    _meta: { "opsthread/title": tool.title },
  };
}

type ResultSchema = NonNullable<ToolDescription["outputSchema"]>;
const results = { table: tableResult, preview: previewResult };
const resultSchemas = new Map<keyof typeof results, ResultSchema>();

/** All tools share two kinds of result, of which each is described once. */
function resultSchema(kind: keyof typeof results): ResultSchema {
  const known = resultSchemas.get(kind);
  if (known) return known;
  const { $schema: _, ...schema } = oneTypeEach(z.toJSONSchema(results[kind], { target: "draft-7", io: "input" }));
  resultSchemas.set(kind, schema as ResultSchema);
  return schema as ResultSchema;
}

/**
 * How long a text may be is checked with every call, and nobody chooses by it; told of sixty fields it would take a
 * tenth of what a model is given.
 */
function withoutLengths(schema: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema), (name, part: unknown) =>
    typeof part === "number" && (name === "minLength" || name === "maxLength") ? undefined : part,
  );
}

/** Some clients carry schemas over into a dialect that knows no list of types. */
function oneTypeEach(schema: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema), (_, part: { type?: unknown } | null) =>
    Array.isArray(part?.type) ? { anyOf: part.type.map((type) => ({ type })) } : part,
  );
}
