import { failure } from "../compose/common.ts";
import { called, offers, type Playbook } from "./working.ts";

const TOOL = "hand_over";

/** Calls somebody responsible. Whether they are called at once or by a button is the tool's to say. */
export const handOverPlaybook: Playbook = (working) => {
  const { words } = working;
  if (!offers(working, TOOL)) return { text: words.handOver.notSetUp };
  const failed = failure(working, TOOL);
  if (failed) return { text: failed };
  const [done] = called(working, TOOL);
  if (!done) return { calls: [{ name: TOOL, input: {} }] };
  return { text: done.result?.text.includes("button") ? words.handOver.offered : words.handOver.called };
};
