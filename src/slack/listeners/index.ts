import { approvalDecision } from "./approval-decision.ts";
import type { Listener } from "./listener.ts";
import { question } from "./question.ts";

/** Everything the bot listens to. Adding is one file and one line. */
export const listeners: Listener[] = [question, approvalDecision];
