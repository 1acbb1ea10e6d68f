import type { Ephemeral } from "./entities.ts";

export interface Status {
  channel: string;
  thread_ts: string;
  text: string;
  loading_messages: string[];
  /** The app said that it is working: Slack shows a Stop button. */
  processing: boolean;
}

export interface SuggestedPrompts {
  title: string;
  prompts: { title: string; message: string }[];
}

/** What lives for a moment only and is gone with the process: ephemerals, statuses, prompts, timers. */
export interface Moments {
  ephemerals: Ephemeral[];
  statuses: Map<string, Status>;
  prompts: Map<string, SuggestedPrompts>;
  /** Earlier blocks of messages that were changed or deleted: what a screen that is behind still shows. */
  earlierBlocks: Map<string, unknown[]>;
  /** Runs once after real milliseconds; setting the same key again starts over. */
  after(key: string, ms: number, run: () => void): void;
  cancel(key: string): void;
  close(): void;
}

export function createMoments(): Moments {
  const timers = new Map<string, NodeJS.Timeout>();
  function cancel(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
  }
  return {
    ephemerals: [],
    statuses: new Map(),
    prompts: new Map(),
    earlierBlocks: new Map(),
    after(key, ms, run) {
      cancel(key);
      timers.set(
        key,
        setTimeout(() => {
          timers.delete(key);
          run();
        }, ms),
      );
    },
    cancel,
    close() {
      for (const key of [...timers.keys()]) cancel(key);
    },
  };
}
