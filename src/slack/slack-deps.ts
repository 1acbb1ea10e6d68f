import type { Log } from "../log.ts";
import type { AnswerFiles } from "../ports/answer-files.ts";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { AskStore } from "../ports/asks.ts";
import type { Audit } from "../ports/audit.ts";
import type { ChangeSwitch } from "../ports/change-switch.ts";
import type { Clock } from "../ports/clock.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { FeedbackStore } from "../ports/feedback.ts";
import type { HandOverStore } from "../ports/hand-over.ts";
import type { PostStore, RunStore } from "../ports/runs.ts";
import type { Spans } from "../ports/spans.ts";
import type { Talk } from "../ports/talk.ts";
import type { Bilingual } from "../ports/tools.ts";
import type { RunTurn } from "../ports/turn.ts";
import type { AtEnd, OnCall } from "./at-end.ts";
import type { KeepFile } from "./attachments.ts";
import type { Approvers } from "./cards.ts";
import type { Queue } from "./desk.ts";
import type { ListenerDeps } from "./listeners/listener.ts";
import type { SummaryRule } from "./weekly-summary.ts";

export interface SlackDeps {
  botToken: string;
  appToken: string;
  apiUrl: string | undefined;
  clock: Clock;
  log: Log;
  runs: RunStore;
  posts: PostStore;
  approvals: ApprovalStore;
  audit: Pick<Audit, "shown">;
  asks: AskStore;
  datasets: Pick<Datasets, "list" | "read">;
  files: AnswerFiles;
  feedback: FeedbackStore;
  handOvers: HandOverStore;
  /** Whom to call when somebody asks for a person; null: nobody. */
  onCall: OnCall | null;
  /** The bot's own call at its end. */
  atEnd: AtEnd;
  /** Where the week's votes are told; null: nowhere. */
  summary: SummaryRule | null;
  /** What the tools are called, for people, by name. */
  toolTitles: () => Promise<ReadonlyMap<string, Bilingual>>;
  runTurn: RunTurn;
  spans: Spans;
  talk: Talk;
  keepFile: KeepFile;
  inbox: Queue;
  /** Without an open socket for so long, `onDeaf` is called: a bot that hears nothing must not seem to live. */
  deafMs: number;
  onDeaf: (why: string) => void;
  /** A socket that does not answer a ping within this is dead. */
  pongMs?: number;
  /** Where ended requests are logged: a channel's id or name. */
  logChannel: string | null;
  /** Who may decide about this request now. */
  approversFor: (approval: Approval) => Promise<Approvers>;
  changeSwitch: ChangeSwitch;
}

/** What the listeners need and only the composition root can give. */
export type Wiring = Pick<
  ListenerDeps,
  | "ruleFor"
  | "models"
  | "awsCost"
  | "noteCommand"
  | "allowances"
  | "decisions"
  | "undo"
  | "again"
  | "execute"
  | "report"
  | "threadData"
  | "forget"
  | "isAdmin"
  | "home"
>;
