import { randomBytes } from "node:crypto";
import type { Block, Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";
import { checkBlocks } from "./check.ts";
import { isRecord } from "./is-record.ts";
import type { BlockRules } from "./rules.ts";

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

/** Blocks and the elements in them that can be pressed, each with an id: Slack makes up what the app leaves out. */
export function withIds(blocks: readonly Block[]): Block[] {
  return blocks.map(
    (block): Block => ({
      block_id: randomBytes(3).toString("base64url"),
      ...block,
      ...inner(block, "elements"),
      ...inner(block, "actions"),
      ...(isRecord(block.accessory) ? { accessory: withActionId(block.accessory) } : {}),
      ...(isRecord(block.element) ? { element: withActionId(block.element) } : {}),
      ...(Array.isArray(block.child_blocks) ? { child_blocks: withIds(block.child_blocks as Block[]) } : {}),
    }),
  );
}

function inner(block: Block, key: string): Json {
  const list = block[key];
  if (!Array.isArray(list) || block.type === "rich_text" || block.type === "context") return {};
  if (block.type === "carousel") return { [key]: withIds(list as Block[]) };
  return { [key]: list.map((one: unknown) => (isRecord(one) ? withActionId(one) : one)) };
}

function withActionId(element: Json): Json {
  if (element.type === "image" || element.action_id !== undefined) return element;
  return { ...element, action_id: randomBytes(3).toString("base64url") };
}

const NOT_TEXT = new Set(["type", "action_id", "block_id", "value", "style", "url", "image_url", "task_id", "status"]);

/** The characters a person would read, without the JSON around them. */
function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return sum(value.map(textLength));
  if (!isRecord(value)) return 0;
  return sum(Object.entries(value).map(([key, inside]) => (NOT_TEXT.has(key) ? 0 : textLength(inside))));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
