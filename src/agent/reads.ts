import type { DatasetInfo } from "../ports/datasets.ts";
import type { Message } from "../ports/model.ts";
import type { ToolDescriptor } from "../ports/tools.ts";
import { toolCalls } from "./transcript.ts";

/**
 * What a model has before it when it asks for a change, whichever message of the thread it came with: names of the tools
 * whose results stand in the log or can be queried, attached files among them, and of columns that hold tags. All of it is sent
 * with every message, so an order in an old result is read again in each turn.
 */
export function readsOf(
  messages: Message[],
  datasets: readonly Pick<DatasetInfo, "tool" | "columns">[],
  tools: readonly Pick<ToolDescriptor, "name" | "readOnly">[],
): string[] {
  const results = new Map<string, string>();
  for (const block of messages.flatMap(({ content }) => content))
    if (block.type === "tool_result") results.set(block.tool_use_id, block.content);
  const changing = new Set(tools.filter(({ readOnly }) => !readOnly).map(({ name }) => name));
  const called = toolCalls(messages).filter(({ id, name }) => {
    const result = results.get(id);
    return result !== undefined && (!changing.has(name) || OBJECTION.test(result));
  });
  const stored = datasets.flatMap(({ tool, columns }) => [
    tool,
    ...columns.flatMap(({ name }) => (/^(?:tag|category)_/.test(name) ? name : [])),
  ]);
  return [...new Set([...called.map(({ name }) => name), ...stored])];
}

/**
 * Of a change: why it could not be proposed, which may list names that strangers chose. How one ended, why the approvals
 * would not have it, and between which ids to choose is said in words of our own.
 */
const OBJECTION = /\nerror: (?!(?:ambiguous|refused)$)[a-z_]+$/;
