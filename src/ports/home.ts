import type { BotSpending, LastCalls } from "./activity.ts";
import type { Approval } from "./approvals.ts";
import type { Stop } from "./change-switch.ts";
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
  /** The kill switch as this person may turn it; null: nothing can be changed anyway. */
  changes: { stop: Stop | null; mayTurn: boolean } | null;
  models: Extract<ModelsResult, { kind: "list" }>;
  theme: Theme;
  cost: MonthCost;
  /** Those the person asked for, or that wait in a channel they are in. */
  approvals: Approval[];
  /** Newest first, or what the search found; null: their channels could not be looked up, so nothing is shown. */
  threads: PastTurn[] | null;
  search: string;
  health: { model: LastCalls; aws: LastCalls; queue: { waiting: number; running: number } };
  spent: BotSpending;
}

/** A UTC billing day. */
export interface CostDay {
  day: string;
  usd: number;
}

/** Of the month so far; `read` null: it cannot be told now. */
export interface AccountCost {
  account: string;
  /** `at`: milliseconds since the epoch. */
  read: { usd: number; days: CostDay[]; at: number } | null;
}

/** Of all accounts that were read. */
export interface MonthCost {
  usd: number;
  days: CostDay[];
  /** When the oldest of them was read, milliseconds since the epoch; null: none was. */
  at: number | null;
  accounts: AccountCost[];
  /** Names of accounts that were not asked about. */
  unread: string[];
}

export interface Home {
  /** `search` "": the person's own threads. */
  facts(
    person: { id: string; team: string; zone: string; language: Language },
    accounts: string[],
    search: string,
  ): Promise<HomeFacts>;
  chooseTheme(person: string, theme: Theme): void;
}
