import { acceptBlocks } from "../blocks/accept.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { BlockRules } from "../blocks/rules.ts";
import type { Json, StreamPart, TaskStatus } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";

const statuses = new Set(["pending", "in_progress", "complete", "error"]);

/** Adds chunks to the parts of a stream; throws `invalid_chunks` before any of them is taken. */
export function applyChunks(
  parts: readonly StreamPart[],
  chunks: unknown,
  isUsableFile: BlockRules["isUsableFile"],
): StreamPart[] {
  if (!Array.isArray(chunks)) throw invalidChunks("/chunks", "must be an array");
  const next = parts.map((part) => ({ ...part }));
  chunks.forEach((chunk: unknown, i) => {
    const path = `/chunks/${i}`;
    if (!isRecord(chunk)) throw invalidChunks(path, "must be an object");
    if (chunk.type === "markdown_text") appendText(next, text(chunk.text, `${path}/text`, limits.stream.chunkText));
    else if (chunk.type === "task_update") putTask(next, chunk, path);
    else if (chunk.type === "plan_update") {
      const title = text(chunk.title, `${path}/title`, limits.stream.taskText);
      const plan = next.find((part) => part.type === "plan");
      if (plan?.type === "plan") plan.title = title;
      else next.push({ type: "plan", title });
    } else if (chunk.type === "blocks") {
      next.push({ type: "blocks", blocks: acceptBlocks(chunk.blocks, isUsableFile) });
    } else throw invalidChunks(`${path}/type`, `unsupported type: ${String(chunk.type)}`);
  });
  const blockCount = next.reduce((count, part) => count + (part.type === "blocks" ? part.blocks.length : 0), 0);
  if (blockCount > limits.stream.blocks) throw invalidChunks("/chunks", `no more than ${limits.stream.blocks} blocks`);
  return next;
}

function appendText(parts: StreamPart[], added: string): void {
  const last = parts.at(-1);
  if (last?.type === "text") last.text += added;
  else if (added !== "") parts.push({ type: "text", text: added });
}

/** A card of the same id is updated: title and status are replaced, details and output grow. */
function putTask(parts: StreamPart[], chunk: Json, path: string): void {
  const id = text(chunk.id, `${path}/id`, limits.stream.taskText);
  const title = text(chunk.title, `${path}/title`, limits.stream.taskText);
  if (!statuses.has(String(chunk.status))) throw invalidChunks(`${path}/status`, "unknown status");
  const details = optional(chunk.details, `${path}/details`);
  const output = optional(chunk.output, `${path}/output`);
  const sources = Array.isArray(chunk.sources) ? chunk.sources.filter(isRecord) : [];
  const status = chunk.status as TaskStatus;
  const known = parts.find((part) => part.type === "task" && part.id === id);
  if (known?.type === "task") {
    known.title = title;
    known.status = status;
    known.details += details;
    known.output += output;
    known.sources = [...known.sources, ...sources];
  } else parts.push({ type: "task", id, title, status, details, output, sources });
}

function optional(value: unknown, path: string): string {
  return value === undefined || value === "" ? "" : text(value, path, limits.stream.taskText);
}

function text(value: unknown, path: string, max: number): string {
  if (typeof value !== "string") throw invalidChunks(path, "must be a string");
  if (value.length > max) throw invalidChunks(path, `must be less than ${max + 1} characters`);
  return value;
}

function invalidChunks(path: string, message: string): SlackError {
  return new SlackError("invalid_chunks", {
    response_metadata: { messages: [`[ERROR] ${message} [json-pointer:${path}]`] },
  });
}
