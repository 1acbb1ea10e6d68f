import { randomBytes } from "node:crypto";
import type { Block } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";
import { type BlockRules, checkBlocks } from "./check.ts";
import { isRecord } from "./is-record.ts";

/** Checks the blocks of a message as Slack does and gives what has no id one; throws Slack's error otherwise. */
export function acceptBlocks(blocks: unknown, isUsableFile: BlockRules["isUsableFile"]): Block[] {
  const errors = checkBlocks(blocks, { surface: "message", isUsableFile });
  if (errors.length > 0) {
    throw new SlackError("invalid_blocks", {
      errors: [...errors],
      response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) },
    });
  }
  const accepted = blocks as Block[];
  const markdown = accepted.filter((block) => block.type === "markdown").map((block) => String(block.text).length);
  if (sum(markdown) > limits.message.markdownBlocks || textLength(accepted) > limits.message.allText) {
    throw new SlackError("msg_blocks_too_long");
  }
  return withIds(accepted);
}

export function withIds(blocks: Block[]): Block[] {
  return blocks.map((block) => ({ block_id: randomBytes(3).toString("base64url"), ...block }));
}

const NOT_TEXT = new Set(["type", "action_id", "block_id", "value", "style", "url", "image_url", "task_id", "status"]);

/** The characters a person would read, without the JSON around them. */
function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return sum(value.map(textLength));
  if (!isRecord(value)) return 0;
  return sum(Object.entries(value).map(([key, inner]) => (NOT_TEXT.has(key) ? 0 : textLength(inner))));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
