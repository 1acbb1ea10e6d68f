import { isDeepStrictEqual } from "node:util";
import { redact, redactDeep } from "../../redaction/redact.ts";
import type { Block } from "../ports/model.ts";

/**
 * What a model says and what it calls tools with may hold a secret that it put together from pieces or decoded. It is kept,
 * run and sent on without; thinking that came after such words is bound to them as they were, and goes.
 */
export function withoutSecrets(content: Block[]): Block[] {
  const clean = content.map((block): Block => {
    if (block.type === "text") return { ...block, text: redact(block.text) };
    return block.type === "tool_use" ? { ...block, input: redactDeep(block.input) } : block;
  });
  const first = content.findIndex((block, i) => !isDeepStrictEqual(block, clean[i]));
  if (first < 0) return content;
  return clean.filter(({ type }, i) => i < first || (type !== "thinking" && type !== "redacted_thinking"));
}
