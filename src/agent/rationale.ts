import type { Message, ToolUseBlock } from "../ports/model.ts";
import { textOf } from "./transcript.ts";

/** What the model says for a change: the reason it gave with the call, else what it wrote before it. Null: nothing. */
export function rationaleOf(call: ToolUseBlock, messages: Message[]): string | null {
  const { reason } = (call.input ?? {}) as { reason?: unknown };
  if (typeof reason === "string" && reason.trim() !== "") return reason.trim();
  const message = messages.findLast(
    ({ role, content }) =>
      role === "assistant" && content.some((block) => block.type === "tool_use" && block.id === call.id),
  );
  return (message && textOf(message).trim()) || null;
}
