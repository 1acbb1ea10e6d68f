import type { Fill } from "./fill.ts";

/** The modal that shows what an answer rests on. */
export interface ProofWords {
  /** At most 24 characters, as Slack allows a modal's title. */
  title: string;
  close: string;
  question: string;
  model: Fill;
  took: Fill;
  cost: Fill;
  reference: Fill;
  proven: Fill<[number, number]>;
  noClaims: string;
  said: string;
  unproven: string;
  against: string;
  lookUps: Fill<[number]>;
  noLookUps: string;
  earlier: string;
  failed: Fill;
  rows: Fill<[number]>;
  cited: Fill<[number]>;
  gone: string;
  computed: string;
  parameters: string;
  console: string;
  previous: string;
  next: string;
  page: Fill<[number, number]>;
  unfinished: string;
  /** How a value was found in a result; names of columns and groups are plain. */
  how: {
    total: Fill;
    row: Fill<[string, string]>;
    mean: Fill;
    meanOfRows: Fill<[string, string]>;
    largest: Fill<[string, string]>;
    first: Fill<[string, string]>;
    allBut: Fill;
    by: Fill<[string, string, string]>;
    byColumn: Fill<[string, string]>;
    distinct: Fill;
    fixed: Record<string, string>;
  };
}
