import type { Ephemeral, Json } from "./entities.ts";

export interface Status {
  channel: string;
  thread_ts: string;
  text: string;
  loading_messages: string[];
  /** The app said that it is working: Slack shows a Stop button. */
  processing: boolean;
  /** The bot user that says so. */
  user: string;
}

export interface SuggestedPrompts {
  title: string;
  prompts: { title: string; message: string }[];
}

/** What lives for a moment only and is gone with the process. */
export interface Moments {
  ephemerals: Ephemeral[];
  /** By channel and thread. */
  statuses: Map<string, Status>;
  /** Earlier blocks of messages that were changed or deleted: what a screen that is behind still shows. */
  earlierBlocks: Map<string, unknown[]>;
  /** What each person has chosen in a message, as `state.values`, by person, channel and ts. */
  choices: Map<string, Json>;
  /** What an app offered last for an external select, by person and action. */
  offered: Map<string, Json[]>;
}

export function createMoments(): Moments {
  return { ephemerals: [], statuses: new Map(), earlierBlocks: new Map(), choices: new Map(), offered: new Map() };
}
