/** Who has asked in a thread, and whether people have begun to talk to each other there. */
export interface Talk {
  /**
   * `stranger`: nobody has asked in this thread. `ours`: the person has, and the last words were for us. `people`: only
   * a mention is for us.
   */
  standing(thread: string, person: string): "stranger" | "ours" | "people";
  /** The person asked us there. `ts` is the message's; older ones change nothing. */
  asked(thread: string, person: string, ts: string): void;
  /** Somebody said something there that was not for us. */
  aside(thread: string, ts: string): void;
}
