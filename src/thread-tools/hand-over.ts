import { z } from "zod";
import type { ThreadTool } from "../ports/thread-tool.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

/**
 * What came of asking for somebody responsible. `called`: the person asked for it in their own words, so it happens when
 * the answer stands. `offered`: nobody is called until a person has pressed and confirmed.
 */
export type RequestHandOver = (runId: string) => "called" | "offered";

const input = z.strictObject({});

/** Somebody responsible, with a summary of this thread made by code. A model alone never pings anybody. */
export function handOver(request: RequestHandOver): ThreadTool {
  return {
    descriptor: describeTool({
      name: "hand_over",
      title: { ko: "담당자 연결", en: "Hand over to a person" },
      description: [
        "Call the team's on-call group into this thread, with a summary of what was asked, seen and tried.",
        "Use when the person asks for a human or the on-call, or when you are at your end and an incident goes on.",
        "Unless the person asked for it in their own words, they get a button to confirm. Never promise that somebody comes.",
      ].join(" "),
      input,
    }),
    async run(args, { context }) {
      readArgs("hand_over", input, args);
      return request(context.runId) === "called"
        ? { text: "The on-call group is called in this thread as soon as this answer ends. Say so in a sentence." }
        : { text: "Nobody was called yet: a button to confirm it stands under this answer. Say so in a sentence." };
    },
  };
}
