import type { BotSpending, LastCalls } from "./activity.ts";
import type { Approval } from "./approvals.ts";
import type { ModelsResult } from "./commands.ts";
import type { PastTurn } from "./past.ts";
import type { Theme } from "./themes.ts";
import type { Language } from "./tools.ts";

/** What App Home shows one person. */
export interface HomeFacts {
  /** Names of the accounts that may be asked about in a DM; the first is the default. */
  accounts: string[];
  /** Changes can be proposed somewhere. */
  canAct: boolean;
  models: Extract<ModelsResult, { kind: "list" }>;
  theme: Theme;
  /** Null: it cannot be told now. */
  cost: MonthCost | null;
  /** Those the person asked for, or that wait in a channel they are in. */
  approvals: Approval[];
  /** Newest first, or what the search found; null: their channels could not be looked up, so nothing is shown. */
  threads: PastTurn[] | null;
  search: string;
  health: { model: LastCalls; aws: LastCalls; queue: { waiting: number; running: number } };
  spent: BotSpending;
}

/** Of the month so far, by UTC billing day. */
export interface MonthCost {
  account: string;
  usd: number;
  days: number[];
  /** When it was read, milliseconds since the epoch. */
  at: number;
}

export interface Home {
  /** `search` "": the person's own threads. */
  facts(
    person: { id: string; zone: string; language: Language },
    accounts: string[],
    search: string,
  ): Promise<HomeFacts>;
  chooseTheme(person: string, theme: Theme): void;
}
