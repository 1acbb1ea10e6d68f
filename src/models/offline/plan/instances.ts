import { failure } from "../compose/common.ts";
import { instancesText } from "../compose/instances.ts";
import { pictureStep } from "./chart.ts";
import { called, input, offers, type Playbook } from "./working.ts";

const TOOL = "inventory_find_instances";

/** One look per name that was given; without names all instances. */
export const instancesPlaybook: Playbook = (working) => {
  const { slots, words, manner } = working;
  if (!offers(working, TOOL)) return { text: words.noTool(words.tools[TOOL]!) };
  const done = called(working, TOOL);
  if (done.length === 0) {
    const shared = { state: slots.state, account: slots.account, regions: slots.regions };
    const targets = slots.names ?? [undefined];
    return { calls: targets.map((target) => ({ name: TOOL, input: input({ ...wanted(target), ...shared }) })) };
  }
  const failed = failure(working, TOOL);
  if (failed) return { text: failed };
  const results = done.flatMap((call) => working.read(call.result?.handle) ?? []);
  if (results.length === 0) return { text: words.failed(words.tools[TOOL]!) };
  const picture = manner.chart && results.length === 1 ? pictureStep(working, done[0]?.result?.handle) : null;
  return picture ?? { text: instancesText(working, results) };
};

function wanted(target: string | undefined): { id?: string; name?: string } {
  if (target === undefined) return {};
  return /^i-[0-9a-f]{8,17}$/.test(target) ? { id: target } : { name: target };
}
