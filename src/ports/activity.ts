/** What the bot itself has done and spent, from its own journal. */
export interface Activity {
  /** Output tokens a second, waiting for the first one included, over each model's last calls here. */
  speeds(): Readonly<Record<string, number>>;
  /** Since then, by everybody; model calls without a known price count by their tokens. */
  spent(since: number): BotSpending;
  /** The last word of the language model and of AWS, since then. */
  health(since: number): { model: LastCalls; aws: LastCalls; queue: { waiting: number; running: number } };
}

export interface BotSpending {
  modelUsd: number;
  unpricedTokens: number;
  costExplorerRequests: number;
  questions: number;
}

/** `failure`: the code of the last failure, where it is newer than the last success. */
export interface LastCalls {
  okAt: number | null;
  failure: string | null;
  failedAt: number | null;
}
