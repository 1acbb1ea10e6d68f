import type { ModelChoice } from "./model.ts";
import type { Picture } from "./thread-tool.ts";
import type { CallContext } from "./tools.ts";
import type { Evidence } from "./turn.ts";

export type AwsCostResult =
  | {
      kind: "answer";
      /** The bold total, then a table of at most ten rows. */
      markdown: string;
      /** Null where there is nothing to draw or the chart failed; `pictureFailed` tells the two apart. */
      picture: Picture | null;
      pictureFailed: boolean;
      evidence: Evidence;
      ceRequests: number;
    }
  /** The text was not understood: the usage, as Markdown in the person's language. */
  | { kind: "usage"; markdown: string }
  /** The reason in the person's language, to be put after "could not be read:". */
  | { kind: "failed"; why: string };

export interface AwsCost {
  /** `thread`: where the result is stored as a dataset, so that it can be asked about there. Throws nothing but bugs. */
  run(request: { text: string; thread: string; context: CallContext }, signal: AbortSignal): Promise<AwsCostResult>;
}

export type ModelsResult =
  | {
      kind: "list";
      choices: ModelChoice[];
      /** What answers this person now: their choice where it can still be chosen, else the default. */
      currentId: string;
      /** True when no model of Claude can be chosen here: tell how to add one. */
      howToAddClaude: boolean;
    }
  | { kind: "chosen"; choice: ModelChoice }
  /** Nothing was changed. */
  | { kind: "unknown"; id: string };

export interface ModelsCommand {
  /** `/models` and `/models list`: what there is; `/models <id or name>`, `/models use <id>`: choose. */
  run(request: { text: string; user: string }): Promise<ModelsResult>;
  /** From a button. */
  choose(user: string, id: string): Promise<ModelsResult>;
  /** The model that answers this person: their choice where it can still be chosen, else the default. */
  currentFor(user: string): string;
}
