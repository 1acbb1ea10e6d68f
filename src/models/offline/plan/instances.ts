import { failure, trouble } from "../compose/common.ts";
import { instancesText } from "../compose/instances.ts";
import type { Result } from "../format/result.ts";
import { pictureStep } from "./chart.ts";
import { ofTypeSql } from "./instance-types.ts";
import { call } from "./script.ts";
import { called, input, offers, type Playbook, type Step, type Working } from "./working.ts";

const TOOL = "inventory_find_instances";

/** One look per name that was given; without names all instances. */
export const instancesPlaybook: Playbook = (working) => {
  const { words } = working;
  const slots = working.slots.distribution ? { ...working.slots, state: undefined } : working.slots;
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
  const [first] = done;
  if (slots.instanceType && first?.result?.handle && results.length === 1 && offers(working, "data_query")) {
    const [chosen] = called(working, "data_query");
    if (!chosen) return { calls: [call("data_query", { sql: ofTypeSql(first.result.handle, slots.instanceType) })] };
    const of = working.read(chosen.result?.handle);
    if (!of || chosen.result?.failed) return { text: trouble(working, chosen) };
    const info = { ...of.info, source: results[0]!.info.source, tool: TOOL };
    return shown(working, chosen.result?.handle, [{ ...of, info }]);
  }
  return shown(working, first?.result?.handle, results);
};

function shown(working: Working, handle: string | null | undefined, results: Result[]): Step {
  const picture = working.manner.chart && results.length === 1 ? pictureStep(working, handle) : null;
  return picture ?? { text: instancesText(working, results) };
}

function wanted(target: string | undefined): { id?: string; name?: string } {
  if (target === undefined) return {};
  if (/^i-[0-9a-f]{8,17}$/.test(target)) return { id: target };
  // A name without a number of its own is mostly one of several machines.
  return { name: /[-_.]?\d+[a-z]?$/.test(target) ? target : `${target}*` };
}
