import { z } from "zod";
import type { ThreadTool } from "../ports/thread-tool.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

/**
 * What comes of asking for somebody responsible: they are `called` when the answer stands, or nobody is until a person
 * has pressed and confirmed. `strangers`: because of whose words the model had read; `lately`: because of earlier calls.
 */
export type HandOverOutcome = "called" | "offered" | "strangers" | "lately";

/** `reads`: what the model had before it, see `ThreadTool`. */
export type RequestHandOver = (runId: string, reads: readonly string[]) => HandOverOutcome;

const BUTTON = "a button to confirm it stands under this answer. Say so in a sentence.";
const TOLD: Record<HandOverOutcome, string> = {
  called: "The on-call group is called in this thread as soon as this answer ends. Say so in a sentence.",
  offered: `Nobody was called yet: ${BUTTON}`,
  strangers: `Nobody was called yet, because what was read here may hold words of strangers: ${BUTTON}`,
  lately: `Nobody was called again so soon after earlier calls: ${BUTTON}`,
};

const input = z.strictObject({});

/** Somebody responsible, with a summary of this thread made by code. A model that has read strangers' words pings nobody. */
export function handOver(request: RequestHandOver): ThreadTool {
  return {
    descriptor: describeTool({
      name: "hand_over",
      title: { ko: "담당자 연결", en: "Hand over to a person" },
      description: [
        "Call the team's on-call group into this thread, with a summary of what was asked, seen and tried.",
        "Use when the person asks for a human or the on-call, or when you are at your end and an incident goes on.",
        "They may get a button to confirm it instead; the result says which. Never promise that somebody comes.",
      ].join(" "),
      input,
    }),
    async run(args, { context, reads = ["unknown"] }) {
      readArgs("hand_over", input, args);
      return { text: TOLD[request(context.runId, reads)] };
    },
  };
}
