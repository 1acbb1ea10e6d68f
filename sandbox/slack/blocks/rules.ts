import type { Block } from "../entities.ts";
import type { Report } from "./report.ts";

export type Surface = "message" | "modal" | "home";

/** What a check needs to know of the place the blocks stand in. */
export interface BlockRules {
  surface: Surface;
  /** Whether a `slack_file` may be shown: it exists and its upload is completed. */
  isUsableFile: (idOrUrl: string) => boolean;
}

/** One type of block: what is wrong with it goes into the report. */
export interface BlockKind {
  /** Its own fields, next to `type` and `block_id`. */
  keys: readonly string[];
  /** Where it may stand; everywhere when absent. */
  surfaces?: readonly Surface[];
  check(block: Block, path: string, report: Report, rules: BlockRules): void;
}
