import { answerFile } from "./answer-file.ts";
import { appHome } from "./app-home.ts";
import { approvalDecision } from "./approval-decision.ts";
import { approvalDialog } from "./approval-dialog.ts";
import { approvalMore } from "./approval-more.ts";
import { askButton } from "./ask-button.ts";
import { awsCostCommand } from "./aws-cost-command.ts";
import { changeSwitch } from "./change-switch.ts";
import { evidence } from "./evidence.ts";
import { feedback } from "./feedback.ts";
import { forgetThread } from "./forget-thread.ts";
import { handOver } from "./hand-over.ts";
import type { Listener } from "./listener.ts";
import { modelsCommand } from "./models-command.ts";
import { question } from "./question.ts";
import { stopButton } from "./stop-button.ts";

/** Everything the bot listens to. Adding is one file and one line. */
export const listeners: Listener[] = [
  question,
  stopButton,
  approvalDecision,
  approvalDialog,
  approvalMore,
  changeSwitch,
  modelsCommand,
  awsCostCommand,
  evidence,
  answerFile,
  askButton,
  feedback,
  handOver,
  forgetThread,
  appHome,
];
