import type { Picture, TextFile } from "./thread-tool.ts";
import type { CallContext } from "./tools.ts";
import type { TurnRecord } from "./turn.ts";

/** Which results of an answer a press can make something of: handles of its thread; null where there is nothing. */
export interface Offer {
  csv: { handle: string; rows: number } | null;
  chart: string | null;
}

export interface FileRequest {
  thread: string;
  handle: string;
  context: CallContext;
}

/** `gone`: kept no longer. `empty`: has no rows. `not_drawable`: no columns a chart could be made of. */
export type NoFile = { kind: "gone" | "empty" | "not_drawable" | "failed" };

/** What the CSV and Chart buttons of an answer do, without any model. Throws nothing but bugs. */
export interface AnswerFiles {
  offer(thread: string, record: TurnRecord): Offer;
  /** `complete` false: the stored rows are only a part of what there was. */
  csv(request: FileRequest): Promise<{ kind: "csv"; file: TextFile; rows: number; complete: boolean } | NoFile>;
  chart(request: FileRequest, signal: AbortSignal): Promise<{ kind: "chart"; picture: Picture } | NoFile>;
}
