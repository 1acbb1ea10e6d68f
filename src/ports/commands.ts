import type { ModelChoice } from "./model.ts";
import type { Picture, TextFile } from "./thread-tool.ts";
import type { CallContext } from "./tools.ts";
import type { Evidence, ToolCallRecord, TurnInput } from "./turn.ts";

export type AwsCostResult =
  | {
      kind: "answer";
      /** The bold total, then a table of at most ten rows. */
      markdown: string;
      /** Null where there is nothing to draw or the chart failed; `pictureFailed` tells the two apart. */
      picture: Picture | null;
      pictureFailed: boolean;
      /** All rows, where they were asked for as a file. */
      file: TextFile | null;
      evidence: Evidence;
      /** What was asked and drawn, in order. */
      calls: ToolCallRecord[];
      /** The same as a model would have asked it, with the words it would have been given. */
      steps: CommandStep[];
      /** One at most. */
      ceRequests: number;
    }
  /** `why`: the reason in the person's language, to be put after "could not be read:". */
  | { kind: "failed"; why: string; calls: ToolCallRecord[] };

export interface CommandStep {
  name: string;
  args: Record<string, unknown>;
  result: string;
  /** The dataset the rows are in; null where there is none. */
  dataset: string | null;
}

/**
 * Begins the transcript of a command's thread with what it asked, got and said, so that what people go on to ask there
 * follows from it. Nothing where the thread has begun without it.
 */
export type NoteCommand = (
  input: TurnInput & { text: string },
  answer: { markdown: string; steps: CommandStep[] },
) => void;

/** What is said instead of asking: how the command is used, and for a text that was not understood what was near. */
export interface CostHelp {
  /** Null: help was asked for. */
  why: string | null;
  /** Texts of the command that can be asked, likeliest first. */
  suggestions: string[];
  /** As mrkdwn. */
  usage: string;
}

export interface AwsCost {
  /** Reads the text; nothing is asked yet. */
  read(
    text: string,
    reader: Pick<CallContext, "zone" | "language">,
  ):
    | { kind: "help"; help: CostHelp }
    /** `thread`: where the result is stored as a dataset, so that it can be asked about there. Throws nothing but bugs. */
    | { kind: "ready"; ask(thread: string, context: CallContext, signal: AbortSignal): Promise<AwsCostResult> };
}

/** Whom a choice of a model is for: the person who makes it, or everybody in this channel. */
export type ChoiceFor = "person" | "channel";

export type ModelsResult =
  | {
      kind: "list";
      choices: ModelChoice[];
      /** What answers this person here now, and whose choice that is. */
      current: { id: string; by: ChoiceFor | "default" };
      /** The ids chosen by the person, and by an admin for this channel; null: none. */
      chosen: Record<ChoiceFor, string | null>;
      /** Here is a channel, and the person is an admin. */
      mayChooseForChannel: boolean;
      /** Tokens a second, from the last calls of each model here. */
      speeds: Readonly<Record<string, number>>;
      /** True when no model of Claude can be chosen here: tell how to add one. */
      howToAddClaude: boolean;
    }
  /** `overruled`: what answers in this channel all the same, because an admin chose it. */
  | { kind: "chosen"; choice: ModelChoice; for: ChoiceFor; overruled: ModelChoice | null }
  /** `now`: what answers from here on. */
  | { kind: "reset"; for: ChoiceFor; now: ModelChoice }
  /** Nothing was changed; `nearest` may be empty. */
  | { kind: "unknown"; asked: string; for: ChoiceFor; nearest: ModelChoice[] }
  /** Nothing was changed: a channel's model is an admin's to choose, and a DM has none of its own. */
  | { kind: "refused"; why: "not_admin" | "no_channel" };

/** `channel`: the id of the channel it happens in; null in a DM and in App Home. */
export interface ModelsAt {
  user: string;
  channel: string | null;
}

export interface ModelsCommand {
  /** `/models`, `/models <id or name>`, `/models channel <id or name>`, `/models [channel] reset`. */
  run(request: ModelsAt & { text: string }): Promise<ModelsResult>;
  /** From a menu; `id` null goes back to the default. */
  choose(request: ModelsAt & { for: ChoiceFor; id: string | null }): Promise<ModelsResult>;
  /** The model that answers here: the channel's, else the person's, where it can still be chosen, else the default. */
  currentFor(at: ModelsAt): string;
}
