import type { KnownBlock } from "@slack/types";
import { WebAPIPlatformError } from "@slack/web-api";
import { plainFeedback } from "./feedback.ts";

/** The same blocks in forms that every workspace knows. */
export const plainBlocks = (blocks: KnownBlock[]): KnownBlock[] =>
  blocks.flatMap((block) => (block.type === "context_actions" ? plainFeedback(block) : [block]));

/** Slack does not take these blocks: newer ones come to workspaces one after the other. */
export const isRefusedBlocks = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && /^invalid_blocks/.test(error.data.error);
