import type { Language } from "../../ports/tools.ts";
import type { BudgetUse, FailureCode } from "../../ports/turn.ts";
import type { AnswerWords } from "./answer.ts";
import type { AwsCostWords } from "./aws-cost.ts";
import type { CardWords } from "./card.ts";
import type { ChangeSwitchWords } from "./change-switch.ts";
import type { ClickWords } from "./click.ts";
import { en } from "./en.ts";
import type { FeedbackWords } from "./feedback.ts";
import type { Fill } from "./fill.ts";
import type { HandOverWords } from "./hand-over.ts";
import type { HistoryWords } from "./history.ts";
import type { HomeWords } from "./home.ts";
import { ko } from "./ko.ts";
import type { LiveWords } from "./live.ts";
import type { ModelsWords } from "./models.ts";
import type { NoteWords } from "./notes.ts";
import type { ProofWords } from "./proof.ts";

/** Every text of our own that Slack shows, in one shape per language: a missing one does not compile. */
export interface Words {
  thinking: string;
  reading: Fill;
  modelWaiting: Fill<[number]>;
  rows: Fill<[number]>;
  guest: string;
  foreign: string;
  notAsker: string;
  channelNotConfigured: string;
  lookupFailed: string;
  emptyQuestion: string;
  unverified: string;
  failure: Record<FailureCode, string>;
  partial: string;
  reference: Fill;
  evidence: {
    utcDays: string;
    regions: Fill<[number]>;
    skipped: Fill;
    fresh: Fill;
    cached: string;
    ceRequests: Fill<[number, string]>;
    scanned: Fill<[string, string]>;
    free: string;
    /** An amount of less than a cent. */
    underCent: string;
    answer: Fill;
    priceUnknown: Fill<[number]>;
    /** `used`, `limit`: with their unit. */
    nearBudget: Record<BudgetUse["of"], Fill<[string, string]>>;
    tokenCount: Fill<[string]>;
    shown: Fill<[string, string | null]>;
    beganAnew: string;
    clockMoved: Fill;
    fellBack: Fill;
  };
  notes: NoteWords;
  answer: AnswerWords;
  card: CardWords;
  click: ClickWords;
  changeSwitch: ChangeSwitchWords;
  live: LiveWords;
  models: ModelsWords;
  history: HistoryWords;
  home: HomeWords;
  proof: ProofWords;
  feedback: FeedbackWords;
  handOver: HandOverWords;
  awsCost: AwsCostWords;
  pictureFailed: string;
  fileFailed: string;
  gaveUp: Fill;
}

export const words = (language: Language): Words => (language === "ko" ? ko : en);
