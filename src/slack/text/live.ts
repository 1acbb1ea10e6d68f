import type { Fill } from "./fill.ts";

/** What is said while questions come in, wait and are answered. Values are plain. */
export interface LiveWords {
  /** Waits behind so many questions of its thread. */
  queuedBehind: Fill<[number]>;
  /** So many threads are being answered that this one waits at that place. */
  busy: Fill<[number]>;
  tooMany: string;
  editedRunning: string;
  editedAnswered: string;
  onlyFiles: string;
  continues: string;
  leftOut: string;
  wholeTitle: string;
  /** Why a call gave no result, by its code, in a word or two. */
  callFailed: Readonly<Record<string, string>>;
  stop: string;
  stopped: Fill;
  stoppedSteps: Fill;
  stoppedNothing: string;
  unchanged: string;
  /** In place of `unchanged` where something was decided on before. */
  changesOnCard: string;
  /** It waited in line. */
  notBegun: string;
  restarting: string;
  /** The place is a channel's name. */
  unreachable: Fill;
  file: {
    tooLarge: Fill<[string, number]>;
    notReadable: Fill;
    empty: Fill;
    failed: Fill;
    tooMany: Fill<[number]>;
  };
}
