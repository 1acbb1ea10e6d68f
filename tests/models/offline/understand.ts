import { EMPTY_FRAME } from "../../../src/models/offline/frame.ts";
import { interpret } from "../../../src/models/offline/interpret.ts";
import { periodArgument } from "../../../src/models/offline/periods/argument.ts";
import { readUtterance } from "../../../src/models/offline/utterance.ts";
import { createScanner } from "../../../src/models/offline/words/scan.ts";
import { NOW } from "./planner-thread.ts";

const scan = createScanner();
const AT = { now: NOW, zone: "Asia/Seoul" };

/** What a first message of a thread is taken for: the intent (or how it is answered instead) and what it names. */
export function understand(text: string): { intent: string; period: string | null; slots: Record<string, unknown> } {
  const decision = interpret(readUtterance(text, AT, scan), EMPTY_FRAME, ["haneul-prod", "haneul-dev"], AT);
  const { when, ...slots } = decision.slots;
  const intent = decision.kind === "act" ? decision.intent : `${decision.kind}:${decision.about}`;
  return { intent, period: when ? periodArgument(when) : null, slots };
}
