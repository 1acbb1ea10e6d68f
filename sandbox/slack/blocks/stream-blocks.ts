import type { Block, Stream, StreamPart } from "../entities.ts";

type Task = Extract<StreamPart, { type: "task" }>;

/** A streamed message as blocks: what a reader sees of its text, task cards and plan, in order of appearance. */
export function streamBlocks(stream: Stream): Block[] {
  const tasks = stream.parts.filter((part): part is Task => part.type === "task");
  const plan = stream.parts.find((part) => part.type === "plan");
  const gathered = stream.mode === "plan" && (tasks.length > 0 || plan);
  const blocks: Block[] = [];
  let planShown = false;
  for (const part of stream.parts) {
    if (part.type === "text") blocks.push({ type: "markdown", text: part.text });
    else if (part.type === "blocks") blocks.push(...part.blocks);
    else if (!gathered) {
      if (part.type === "task") blocks.push(taskCard(part));
    } else if (!planShown) {
      planShown = true;
      const title = plan?.type === "plan" ? plan.title : (tasks.at(-1)?.title ?? "");
      blocks.push({ type: "plan", title, tasks: tasks.map(taskCard) });
    }
  }
  return blocks.map((block, i) => ({ block_id: `stream-${i}`, ...block }));
}

/** All text of a stream, as the `text` of the finished message. */
export function streamText(stream: Stream): string {
  return stream.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

function taskCard(task: Task): Block {
  return {
    type: "task_card",
    task_id: task.id,
    title: task.title,
    status: task.status,
    ...(task.details ? { details: richText(task.details) } : {}),
    ...(task.output ? { output: richText(task.output) } : {}),
    ...(task.sources.length > 0 ? { sources: task.sources } : {}),
  };
}

function richText(text: string): Block {
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements: [{ type: "text", text: text.trim() }] }],
  };
}
