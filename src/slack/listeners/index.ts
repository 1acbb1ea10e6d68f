import { approvalDecision } from "./approval-decision.ts";
import { awsCostCommand } from "./aws-cost-command.ts";
import type { Listener } from "./listener.ts";
import { modelsCommand } from "./models-command.ts";
import { question } from "./question.ts";

/** Everything the bot listens to. Adding is one file and one line. */
export const listeners: Listener[] = [question, approvalDecision, modelsCommand, awsCostCommand];
