import { redact } from "../../redaction/redact.ts";
import type { Block } from "../ports/model.ts";

/**
 * What a model says may hold a secret that it put together from pieces or decoded. It is kept and sent on without; thinking
 * that came after such words is bound to them as they were, and goes.
 */
export function withoutSecrets(content: Block[]): Block[] {
  const clean = content.map((block) => (block.type === "text" ? { ...block, text: redact(block.text) } : block));
  const first = content.findIndex(
    (block, i) => block.type === "text" && block.text !== (clean[i] as typeof block).text,
  );
  if (first < 0) return content;
  return clean.filter(({ type }, i) => i < first || (type !== "thinking" && type !== "redacted_thinking"));
}
