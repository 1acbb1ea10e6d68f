import type { AnyChunk, KnownBlock } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";

export interface Task {
  id: string;
  title: string;
  status: "in_progress" | "complete" | "error" | "pending";
  output?: string;
}

/** What one message of an answer shows: our own copy, whatever became of its copy at Slack. */
export interface Segment {
  tasks: Map<string, Task>;
  text: string;
}

export const createSegment = (): Segment => ({ tasks: new Map(), text: "" });

export const isEmpty = ({ tasks, text }: Segment): boolean => tasks.size === 0 && text === "";

/** What a stream has got of a segment so far. */
export interface Sent {
  tasks: Map<string, Task>;
  chars: number;
}

/** What a stream lacks. Of a card, title and status are replaced and its output grows: so it is sent once. */
export function chunksFor({ tasks, text }: Segment, sent: Sent): AnyChunk[] {
  const chunks: AnyChunk[] = [];
  for (const task of tasks.values()) {
    const known = sent.tasks.get(task.id);
    if (known === task) continue;
    const { output, ...rest } = task;
    chunks.push({ type: "task_update", ...rest, ...(output && output !== known?.output ? { output } : {}) });
  }
  if (text.length > sent.chars) chunks.push({ type: "markdown_text", text: text.slice(sent.chars) });
  return chunks;
}

const MARKS = { in_progress: "⏳", pending: "⏳", complete: "✅", error: "⚠️" };

/** The same as an ordinary message: cards as lines, then the words. */
export function segmentBlocks({ tasks, text }: Segment): KnownBlock[] {
  const lines = [...tasks.values()].map(({ title, status, output }) =>
    escapeMrkdwn([`${MARKS[status]} ${title}`, ...(output ? [output] : [])].join(" · ")),
  );
  const steps: KnownBlock[] =
    lines.length > 0
      ? [{ type: "context", elements: [{ type: "mrkdwn", text: fitLines(lines), verbatim: true }] }]
      : [];
  return [...steps, ...(text === "" ? [] : [{ type: "markdown" as const, text }])];
}

/** What a notification and a screen reader say of it. */
export const segmentText = ({ tasks, text }: Segment): string =>
  capText(text || [...tasks.values()].at(-1)?.title || "…", limits.fallbackText);

/** The newest steps matter most. */
function fitLines(lines: string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines.toReversed()) {
    length += line.length + 1;
    if (length > limits.contextText) break;
    kept.unshift(line);
  }
  return kept.length < lines.length ? `…\n${kept.slice(1).join("\n")}` : kept.join("\n");
}
