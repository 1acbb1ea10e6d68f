import type { Fill } from "./fill.ts";

/** Texts of App Home. Names are plain. */
export interface HomeWords {
  title: string;
  ask: string;
  accounts: Fill;
  readOnly: string;
  canAct: string;
  changesOn: string;
  cost: Fill<[string, string]>;
  /** Of several accounts: the total and of how many. */
  costAll: Fill<[string, number]>;
  costFailed: Fill;
  /** Accounts that were not asked about. */
  costUnread: Fill;
  costAt: Fill;
  noCost: string;
  approvals: string;
  noApprovals: string;
  open: string;
  until: Fill;
  threads: string;
  found: Fill;
  noThreads: string;
  nothingFound: Fill;
  noScope: string;
  searchLabel: string;
  searchHint: string;
  theme: string;
  light: string;
  dark: string;
  health: string;
  model: string;
  aws: string;
  queue: Fill<[number, number]>;
  fine: Fill;
  failing: Fill<[string, string]>;
  unused: string;
  spent: Fill<[string, number, string]>;
  tokens: Fill<[number]>;
  refresh: string;
  failed: string;
  prompts: { title: string; all: { title: string; message: string }[] };
}
