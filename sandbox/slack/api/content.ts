import { acceptBlocks } from "../blocks/accept.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { Block, Metadata } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { isUsableFile } from "./conversation-access.ts";

/** What a call wants to say: `text` with or without `blocks`, or `markdown_text` alone. */
export function readContent(args: Args, ws: Workspace, maxText: number): { text?: string; blocks?: Block[] } {
  const markdown = args.text("markdown_text");
  const blocks = args.nested("blocks", "invalid_blocks_format");
  if (markdown !== undefined) {
    if (args.has("text") || blocks !== undefined) throw new SlackError("markdown_text_conflict");
    if (markdown.length > limits.message.markdownText) throw new SlackError("msg_too_long");
    return { text: markdown, blocks: acceptBlocks([{ type: "markdown", text: markdown }], isUsableFile(ws)) };
  }
  const text = args.text("text");
  if (text !== undefined && text.length > maxText) throw new SlackError("msg_too_long");
  return {
    ...(text === undefined ? {} : { text }),
    ...(blocks === undefined ? {} : { blocks: acceptBlocks(blocks, isUsableFile(ws)) }),
  };
}

/** Undefined: not said. Null: `{}`, which removes it. */
export function readMetadata(args: Args): Metadata | null | undefined {
  const value = args.nested("metadata", "invalid_metadata_format");
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw new SlackError("invalid_metadata_format");
  if (Object.keys(value).length === 0) return null;
  if (typeof value.event_type !== "string" || !isRecord(value.event_payload)) {
    throw new SlackError("invalid_metadata_schema");
  }
  if (JSON.stringify(value).length > limits.message.metadataBytes) throw new SlackError("metadata_too_large");
  return { event_type: value.event_type, event_payload: value.event_payload };
}
