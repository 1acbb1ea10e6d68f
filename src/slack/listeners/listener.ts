import type { App } from "@slack/bolt";
import type { Log } from "../../log.ts";
import type { AnswerFiles } from "../../ports/answer-files.ts";
import type { ApprovalStore } from "../../ports/approvals.ts";
import type { ChangeSwitch } from "../../ports/change-switch.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AwsCost, ModelsCommand, NoteCommand } from "../../ports/commands.ts";
import type { ButtonProposal, Decisions, ProposingPerson } from "../../ports/decisions.ts";
import type { FeedbackStore } from "../../ports/feedback.ts";
import type { Home } from "../../ports/home.ts";
import type { PostStore, RunStore } from "../../ports/runs.ts";
import type { ThreadData } from "../../ports/thread-data.ts";
import type { Allowance } from "../../ports/tools.ts";
import type { AccessDeps } from "../access.ts";
import type { Asks } from "../asks.ts";
import type { ReadAttachments } from "../attachments.ts";
import type { Cards } from "../cards.ts";
import type { HandOvers } from "../hand-over.ts";
import type { StatusLines } from "../live/status-line.ts";
import type { OpenDialog } from "../open-dialog.ts";
import type { Posting } from "../posting.ts";
import type { Proofs } from "../proofs.ts";
import type { TailOf } from "../tails.ts";
import type { Turns } from "../turns.ts";

export interface ListenerDeps extends AccessDeps {
  botUser: () => string;
  /** Address of the workspace, with a slash at its end. */
  address: () => string;
  home: Home;
  statusOf: StatusLines["of"];
  readAttachments: ReadAttachments;
  turns: Turns;
  cards: Cards;
  posting: Posting;
  openDialog: OpenDialog;
  posts: PostStore;
  runs: RunStore;
  asks: Asks;
  files: AnswerFiles;
  feedback: FeedbackStore;
  handOvers: HandOvers;
  proofOf: Proofs;
  tailOf: TailOf;
  clock: Clock;
  log: Log;
  models: ModelsCommand;
  awsCost: AwsCost;
  noteCommand: NoteCommand;
  /** What an answer and a person's day may spend at AWS. */
  allowances: (who: { runId: string; asker: string }) => Allowance[];
  approvals: ApprovalStore;
  decisions: Decisions;
  changeSwitch: ChangeSwitch;
  /** Proposes the way back of a change that was made. */
  undo: (approvalId: string, person: ProposingPerson) => Promise<ButtonProposal>;
  /** Proposes once more what ended without anybody's no. */
  again: (approvalId: string, person: ProposingPerson) => Promise<ButtonProposal>;
  /** Begins an approved change; returns at once. */
  execute: (approvalId: string) => void;
  threadData: Pick<ThreadData, "starter" | "isOpen">;
  /** Deletes what is kept of the thread, at this person's word. */
  forget: (thread: string, by: string) => Promise<void>;
  isAdmin: (person: string) => Promise<boolean>;
  /** The transcript hears of a denial and the turn goes on; returns at once. */
  report: (approvalId: string) => void;
}

/** One file per Slack event, action or command; registers itself with Bolt. */
export type Listener = (app: App, deps: ListenerDeps) => void;
